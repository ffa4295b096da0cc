package dev.gatehouse.client.call;

import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.RateLimit;
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
 * no harm.
 *
 * @param maximum attempts after the first; 0 for none
 * @param unsafeToo whether POST and PATCH are sent again after a 5xx or a lost connection too
 */
public record RetryPolicy(int maximum, boolean unsafeToo) {
    private static final Set<String> REPEATABLE = Set.of("GET", "PUT", "DELETE");
    private static final Set<Integer> PASSING = Set.of(500, 502, 503, 504);
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    public RetryPolicy {
        if (maximum < 0 || maximum > 10) {
            throw new IllegalArgumentException("retries must be from 0 to 10");
        }
    }

    boolean repeats(Operation operation, ApiResponse response) {
        return response.status() == 429 || PASSING.contains(response.status()) && repeatsLost(operation);
    }

    boolean repeatsLost(Operation operation) {
        return unsafeToo || REPEATABLE.contains(operation.method());
    }

    /**
     * How long to wait before the next attempt.
     *
     * @param response null when none came
     * @param attempt the attempts so far, at least 1
     * @param jitter from 0 to 1: spreads those that failed together
     */
    Duration wait(@Nullable ApiResponse response, int attempt, double jitter, InstantSource clock) {
        if (response != null) {
            Duration told = told(response, clock);
            if (told != null) {
                return told.isNegative() ? Duration.ZERO : told;
            }
        }
        long millis = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(attempt - 1, 10));
        return Duration.ofMillis((long) (millis * (0.5 + jitter / 2)));
    }

    /** By Retry-After (RFC 9110 §10.2.3), or until the limit's reset by the server's own clock; null when not told. */
    private static @Nullable Duration told(ApiResponse response, InstantSource clock) {
        String retryAfter = response.header("retry-after");
        if (retryAfter != null && retryAfter.matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(retryAfter));
        }
        Instant now = serverTime(response, clock);
        Instant at = retryAfter == null ? null : httpDate(retryAfter);
        RateLimit limit = RateLimit.of(response);
        if (at == null && limit != null && response.status() == 429) {
            at = limit.reset();
        }
        return at == null ? null : Duration.between(now, at);
    }

    private static Instant serverTime(ApiResponse response, InstantSource clock) {
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
