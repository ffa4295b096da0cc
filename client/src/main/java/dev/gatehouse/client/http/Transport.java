package dev.gatehouse.client.http;

import java.util.concurrent.CompletableFuture;

/** Sends requests. It retries nothing: that is the client's, which knows what may be sent twice. Thread-safe. */
public interface Transport extends AutoCloseable {
    /**
     * Sends a request, within its time-out. Cancelling the future gives the request up.
     *
     * @return the answer, whatever its status; fails with an {@link java.io.IOException} when none comes, which the client
     *     may follow with another attempt, and with anything else when there is no point in one
     */
    CompletableFuture<ApiResponse> send(ApiRequest request);

    /** Gives up what it holds. Requests under way may still be answered; new ones fail. */
    @Override
    void close();
}
