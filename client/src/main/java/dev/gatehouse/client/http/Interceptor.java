package dev.gatehouse.client.http;

import java.util.concurrent.CompletableFuture;

/**
 * Stands between the client and its transport, and sees each attempt, requests for tokens too: to measure, to trace, to add
 * a header, to answer from elsewhere. Requests carry tokens and secrets in their headers and bodies. Thread-safe.
 */
@FunctionalInterface
public interface Interceptor {
    /**
     * Sends a request on, or another one, or answers it. What is returned is to pass a cancellation on to what {@code next}
     * returned, and to fail as {@link Transport#send} does.
     */
    CompletableFuture<ApiResponse> intercept(ApiRequest request, Transport next);

    /** A transport that goes by this; closing it closes {@code next}. */
    default Transport over(Transport next) {
        return new Transport() {
            @Override
            public CompletableFuture<ApiResponse> send(ApiRequest request) {
                return intercept(request, next);
            }

            @Override
            public void close() {
                next.close();
            }
        };
    }
}
