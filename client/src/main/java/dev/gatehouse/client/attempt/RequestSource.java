package dev.gatehouse.client.attempt;

import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Makes the requests of one call: one per attempt, since each carries a token or an assertion of its own. */
public interface RequestSource {
    /** Method and address, for messages; without the query, which may hold personal data. */
    String name();

    /** Whether the request may be sent twice. */
    boolean repeatable();

    /** Whether it counts towards the limit of concurrent requests. */
    default boolean countsAsConcurrent() {
        return true;
    }

    /**
     * How long the client's own rate limiter holds the next request back.
     *
     * @param max the request is not sent when the wait is that long or longer
     */
    default Duration hold(Duration max) {
        return Duration.ZERO;
    }

    /**
     * Waits until the API's rate limit is expected to let another request through. What completes runs on a thread of its own.
     *
     * @param max there is no use in waiting longer
     * @return null when the request may be sent now
     */
    default @Nullable CompletableFuture<Void> admission(Duration max) {
        return null;
    }

    /**
     * An admitted attempt has ended; called once for each.
     *
     * @param response null when there was none
     */
    default void settled(@Nullable ApiResponse response) {}

    /** The next request. If it fails, the call fails. */
    CompletableFuture<ApiRequest> next();

    /**
     * Whether the response was due to something that the next request has anew, such as an expired token. It is then sent at
     * once, and does not count as a retry.
     */
    default CompletableFuture<Boolean> renewed(ApiResponse response) {
        return CompletableFuture.completedFuture(false);
    }
}
