package dev.gatehouse.client.attempt;

import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is sent again, and when. A 429 always is, since nothing was done; a 5xx or a lost connection where sending twice does
 * no harm. Immutable.
 *
 * @param maximum attempts after the first, from 0 for none to 10
 * @param retryUnsafe whether POST and PATCH are sent again after a 5xx or a lost connection too
 */
public record RetryPolicy(int maximum, boolean retryUnsafe) {
    private static final Set<String> REPEATABLE = Set.of("GET", "PUT", "DELETE");
    private static final Set<Integer> TRANSIENT = Set.of(500, 502, 503, 504);
    private static final Duration MIN_BACKOFF = Duration.ofMillis(250);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);

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
     * How long to wait before the next attempt: as the answer tells, and else twice as long each time.
     *
     * @param response null when none came
     * @param retry which retry this is, from 1
     * @param jitter from 0 to 1: spreads those that failed together
     */
    static Duration wait(@Nullable ApiResponse response, int retry, double jitter, InstantSource clock) {
        Duration told = response == null ? null : told(response, jitter, clock);
        return told == null ? backoff(retry, jitter) : told;
    }

    /** From half of the whole wait to all of it. */
    private static Duration backoff(int retry, double jitter) {
        long millis = Math.min(MAX_BACKOFF.toMillis(), MIN_BACKOFF.toMillis() << Math.min(retry - 1, 10));
        return Duration.ofMillis((long) (millis * (0.5 + jitter / 2)));
    }

    /** By Retry-After (RFC 9110 §10.2.3), or until the limit's reset by the server's own clock; null when not told. */
    private static @Nullable Duration told(ApiResponse response, double jitter, InstantSource clock) {
        String retryAfter = response.header("retry-after");
        if (retryAfter != null && retryAfter.matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(retryAfter));
        }
        Instant date = response.date();
        Instant now = date == null ? clock.instant() : date;
        Instant at = ApiResponse.httpDate(retryAfter);
        if (at != null) {
            return notNegative(Duration.between(now, at));
        }
        RateLimit limit = response.status() == 429 ? RateLimit.of(response) : null;
        // Both times are whole seconds: without the first wait on top, the attempt could come before the reset.
        return limit == null
                ? null
                : notNegative(Duration.between(now, limit.reset())).plus(backoff(1, jitter));
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
