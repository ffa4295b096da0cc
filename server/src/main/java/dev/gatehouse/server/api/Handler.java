package dev.gatehouse.server.api;

/** Does what one operation says. Called on many threads. */
@FunctionalInterface
public interface Handler {
    /**
     * @throws dev.gatehouse.server.error.Rejection to refuse the request
     */
    Reply handle(ApiRequest request);
}
