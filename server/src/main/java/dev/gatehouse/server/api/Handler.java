package dev.gatehouse.server.api;

/** Does what one operation says, within the transactions that the frame opens for it. Called on many threads. */
@FunctionalInterface
interface Handler {
    /**
     * @throws dev.gatehouse.server.error.Rejection to refuse the request
     */
    ApiResponse handle(Transactions transactions, ApiRequest request);
}
