package dev.gatehouse.client.http;

import java.util.concurrent.CompletableFuture;

/** Sends requests. It retries nothing: that is the client's, which knows what may be sent twice. Thread-safe. */
public interface Transport extends AutoCloseable {
    /** The answer, whatever its status; fails with an {@link java.io.IOException} when none comes. */
    CompletableFuture<ApiResponse> send(ApiRequest request);

    /** Gives up what it holds. */
    @Override
    void close();
}
