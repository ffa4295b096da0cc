package dev.gatehouse.client.jobs;

import dev.gatehouse.client.attempt.RequestSource;
import dev.gatehouse.client.http.ApiRequest;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a piece of the file of a job, without a token: the address is key enough, and goes to somebody else.
 *
 * @param from where the piece begins, in bytes
 * @param etag of the file, as far as it came; null when it is not known
 */
record RangeRequest(
        URI location, String jobId, long from, @Nullable String etag, Duration timeout) implements RequestSource {
    /** Little enough to come within an attempt on a slow line. */
    private static final int LENGTH = 4 << 20;

    @Override
    public String name() {
        return "GET of the file of " + jobId;
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public CompletableFuture<ApiRequest> next() {
        Map<String, String> headers = new HashMap<>();
        headers.put("accept", "*/*");
        headers.put("range", "bytes=" + from + "-" + (from + LENGTH - 1));
        if (etag != null) {
            // RFC 9110 §13.1.5: the whole of it, should it be another one by now.
            headers.put("if-range", etag);
        }
        return CompletableFuture.completedFuture(ApiRequest.of("GET", location)
                .withOperation("jobs.download")
                .withHeaders(headers)
                .withTimeout(timeout));
    }

    /** Shows no address: there is a key in it. */
    @Override
    public String toString() {
        return name() + " from " + from;
    }
}
