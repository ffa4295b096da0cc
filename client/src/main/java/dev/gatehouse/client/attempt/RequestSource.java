package dev.gatehouse.client.attempt;

import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Makes the requests of one call: one an attempt, since each carries a token or an assertion of its own. */
public interface RequestSource {
    /** The method and the address, for messages; without the query, which may hold what is nobody's business. */
    String name();

    /** Whether the request may be sent twice. */
    boolean repeatable();

    /**
     * How long the next request is to be held back.
     *
     * @param most with a wait of that length or more, the request is not sent
     */
    default Duration hold(Duration most) {
        return Duration.ZERO;
    }

    /** The next request. A failure of it is the failure of the call. */
    CompletableFuture<ApiRequest> next();

    /**
     * Whether the answer was due to something the next request has anew, so that it is sent at once, and is not counted as
     * a retry.
     */
    default CompletableFuture<Boolean> renewed(ApiResponse response) {
        return CompletableFuture.completedFuture(false);
    }
}
