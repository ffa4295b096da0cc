package dev.gatehouse.client.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** When a response says to come back. */
public final class RetryAfter {
    private RetryAfter() {}

    /** As {@link #of(ApiResponse, InstantSource)}; null too when it depends on the time and the response has no {@code Date}. */
    public static @Nullable Duration of(ApiResponse response) {
        Instant date = response.date();
        String seconds = response.header("retry-after");
        boolean relative = seconds != null && seconds.matches("\\d{1,6}");
        return date == null && !relative ? null : of(response, () -> date == null ? Instant.EPOCH : date);
    }

    /**
     * By {@code Retry-After} (RFC 9110 §10.2.3), or after a 429 until the rate limit is reset; by the server's own clock.
     *
     * @param clock used when the response has no {@code Date}
     * @return not negative; null when the response does not say
     */
    public static @Nullable Duration of(ApiResponse response, InstantSource clock) {
        String retryAfter = response.header("retry-after");
        if (retryAfter != null && retryAfter.matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(retryAfter));
        }
        Instant at = ApiResponse.httpDate(retryAfter);
        if (at != null) {
            return between(response, at, clock);
        }
        RateLimit limit = response.status() == 429 ? RateLimit.of(response) : null;
        return limit == null ? null : between(response, limit.reset(), clock);
    }

    /** From when the response was sent until {@code at}; not negative. */
    public static Duration between(ApiResponse response, Instant at, InstantSource clock) {
        Instant date = response.date();
        Duration wait = Duration.between(date == null ? clock.instant() : date, at);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
