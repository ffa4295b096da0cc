package dev.gatehouse.client.attempt;

import dev.gatehouse.client.async.Futures;
import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.Interceptor;
import dev.gatehouse.client.http.Transport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line for each attempt to the {@link System.Logger} {@code dev.gatehouse.client}, at {@code DEBUG}: method, path,
 * status and time taken. Never a query, a header or a body. Thread-safe.
 */
public final class AttemptLog implements Interceptor {
    private static final Logger LOG = System.getLogger("dev.gatehouse.client");

    private final InstantSource clock;

    /** With the clock to time attempts by. */
    public AttemptLog(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public CompletableFuture<ApiResponse> intercept(ApiRequest request, Transport next) {
        if (!LOG.isLoggable(Level.DEBUG)) {
            return next.send(request);
        }
        Instant start = clock.instant();
        CompletableFuture<ApiResponse> answer = next.send(request);
        // What follows an attempt follows its line.
        CompletableFuture<ApiResponse> logged = answer.whenComplete(
                (response, failure) -> LOG.log(Level.DEBUG, line(request, start, response, failure)));
        logged.whenComplete((response, failure) -> {
            if (logged.isCancelled()) {
                answer.cancel(true);
            }
        });
        return logged;
    }

    private String line(
            ApiRequest request, Instant start, @Nullable ApiResponse response, @Nullable Throwable failure) {
        String outcome = response != null
                ? "returned " + response.status()
                : "failed: "
                        + (failure == null
                                ? "no response"
                                : Futures.cause(failure).getClass().getSimpleName());
        return request + " " + outcome + " after "
                + Duration.between(start, clock.instant()).toMillis() + " ms";
    }
}
