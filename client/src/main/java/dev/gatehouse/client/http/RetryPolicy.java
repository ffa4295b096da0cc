package dev.gatehouse.client.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is sent again, and when. A 429 always is, since nothing was done; a 5xx or a lost connection where sending twice does
 * no harm. Immutable.
 *
 * @param maximum attempts after the first, from 0 for none to 10
 * @param unsafeToo whether POST and PATCH are sent again after a 5xx or a lost connection too
 */
public record RetryPolicy(int maximum, boolean unsafeToo) {
    private static final Set<String> REPEATABLE = Set.of("GET", "PUT", "DELETE");
    private static final Set<Integer> PASSING = Set.of(500, 502, 503, 504);
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

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
        return unsafeToo || REPEATABLE.contains(method);
    }

    /** Whether an answer with that status may be followed by another attempt. */
    static boolean repeats(int status, boolean repeatable) {
        return status == 429 || repeatable && PASSING.contains(status);
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
        long millis = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(retry - 1, 10));
        return Duration.ofMillis((long) (millis * (0.5 + jitter / 2)));
    }

    /** By Retry-After (RFC 9110 §10.2.3), or until the limit's reset by the server's own clock; null when not told. */
    private static @Nullable Duration told(ApiResponse response, double jitter, InstantSource clock) {
        String retryAfter = response.header("retry-after");
        if (retryAfter != null && retryAfter.matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(retryAfter));
        }
        Instant now = serverTime(response, clock);
        Instant at = retryAfter == null ? null : httpDate(retryAfter);
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

    /** When an answer was made, by its {@code Date}; by {@code clock} when it has none. */
    public static Instant serverTime(ApiResponse response, InstantSource clock) {
        String date = response.header("date");
        Instant told = date == null ? null : httpDate(date);
        return told == null ? clock.instant() : told;
    }

    private static @Nullable Instant httpDate(String text) {
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
