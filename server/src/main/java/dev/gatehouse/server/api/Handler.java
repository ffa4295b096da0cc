package dev.gatehouse.server.api;

/** Does what one operation says. Called on many threads. */
@FunctionalInterface
public interface Handler {
    /**
     * @throws dev.gatehouse.server.api.error.ApiException to refuse the request
     */
    Reply handle(Call call);
}
