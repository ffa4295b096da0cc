package dev.gatehouse.client.attempt;

import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.RetryAfter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/**
 * Which attempts are repeated, and when. After a 429 always, since nothing was done; after a 5xx or a lost connection only when
 * repeating does no harm. Immutable.
 *
 * @param maximum retries after a 5xx or a lost connection, from 0 to 10; with 0 there are none after a 429 either
 * @param retryUnsafe whether POST and PATCH are repeated after a 5xx or a lost connection too
 */
public record RetryPolicy(int maximum, boolean retryUnsafe) {
    private static final Set<String> REPEATABLE = Set.of("GET", "PUT", "DELETE");
    private static final Set<Integer> TRANSIENT = Set.of(500, 502, 503, 504);
    private static final Duration MIN_BACKOFF = Duration.ofMillis(250);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);
    /** So often a server is believed that tells to come back at once. */
    private static final int TRUSTED_WAITS = 3;

    /**
     * Checks how many attempts there may be.
     *
     * @throws IllegalArgumentException when {@code maximum} is out of its range
     */
    public RetryPolicy {
        if (maximum < 0 || maximum > 10) {
            throw new IllegalArgumentException("maxRetries must be from 0 to 10, and is " + maximum);
        }
    }

    /** Whether a request with that method may be sent twice. */
    public boolean repeatable(String method) {
        return retryUnsafe || REPEATABLE.contains(method);
    }

    /** Whether an answer with that status may be followed by another attempt. */
    static boolean repeats(int status, boolean repeatable) {
        return status == 429 || repeatable && TRANSIENT.contains(status);
    }

    /**
     * How long to wait after a response before the next attempt: as the response says, and otherwise twice as long each time.
     *
     * @param retry which retry this is, from 1
     * @param jitter from 0 to 1: spreads those that failed together
     */
    static Duration wait(ApiResponse response, int retry, double jitter, InstantSource clock) {
        Duration told = RetryAfter.of(response, clock);
        if (told == null) {
            return backoff(retry, jitter);
        }
        // RateLimit resets are whole seconds, as is Date: without a wait on top, the attempt could come before the
        // reset.
        Duration wait = response.header("retry-after") == null ? told.plus(backoff(1, jitter)) : told;
        Duration least = retry > TRUSTED_WAITS ? backoff(retry - TRUSTED_WAITS, jitter) : Duration.ZERO;
        return wait.compareTo(least) < 0 ? least : wait;
    }

    /** From half of the whole wait to all of it. */
    static Duration backoff(int retry, double jitter) {
        long millis = Math.min(MAX_BACKOFF.toMillis(), MIN_BACKOFF.toMillis() << Math.min(retry - 1, 10));
        return Duration.ofMillis((long) (millis * (0.5 + jitter / 2)));
    }
}
