package dev.gatehouse.client.http;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says of the API's limit.
 *
 * @param limit calls that may come at once
 * @param remaining of these, how many are left
 * @param reset when calls are next added, to the second
 */
public record RateLimit(int limit, int remaining, Instant reset) {
    /** Null when the answer says nothing of a limit, or nothing that can be read. */
    public static @Nullable RateLimit of(ApiResponse response) {
        try {
            String limit = response.header("x-ratelimit-limit");
            String remaining = response.header("x-ratelimit-remaining");
            String reset = response.header("x-ratelimit-reset");
            return limit == null || remaining == null || reset == null
                    ? null
                    : new RateLimit(
                            Integer.parseInt(limit),
                            Integer.parseInt(remaining),
                            Instant.ofEpochSecond(Long.parseLong(reset)));
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }
}
