package dev.gatehouse.client.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.client.TestTime;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
    /** The server's Date in these answers; the client's clock is five minutes ahead of it. */
    private static final String DATE = "Sun, 01 Mar 2026 11:55:00 GMT";

    private static final long SERVER_SECONDS =
            Instant.parse("2026-03-01T11:55:00Z").getEpochSecond();
    private final TestTime time = new TestTime(Instant.parse("2026-03-01T12:00:00Z"));

    @ParameterizedTest
    @CsvSource({
        "GET, true, true",
        "PUT, true, true",
        "DELETE, true, true",
        "POST, false, true",
        "PATCH, false, true",
    })
    void repeatsWhatDoesNoHarm(String method, boolean byDefault, boolean whenUnsafeToo) {
        assertThat(new RetryPolicy(3, false).repeatable(method)).isEqualTo(byDefault);
        assertThat(new RetryPolicy(3, true).repeatable(method)).isEqualTo(whenUnsafeToo);
    }

    @ParameterizedTest
    @CsvSource({
        "200, false, false", "400, false, false", "401, false, false", "404, false, false", "408, false, false",
        "409, false, false", "429, true, true", "500, true, false", "501, false, false", "502, true, false",
        "503, true, false", "504, true, false",
    })
    void repeatsAfterWhatPasses(int status, boolean repeatable, boolean notRepeatable) {
        assertThat(RetryPolicy.repeats(status, true)).isEqualTo(repeatable);
        assertThat(RetryPolicy.repeats(status, false)).isEqualTo(notRepeatable);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 125, 250",
        "2, 250, 500",
        "3, 500, 1000",
        "6, 4000, 8000",
        "7, 5000, 10000",
        "10, 5000, 10000",
    })
    void waitsTwiceAsLongEachTime(int retry, long shortest, long longest) {
        assertThat(RetryPolicy.backoff(retry, 0)).isEqualTo(Duration.ofMillis(shortest));
        assertThat(RetryPolicy.backoff(retry, 1)).isEqualTo(Duration.ofMillis(longest));
        assertThat(RetryPolicy.wait(answer(503, Map.of()), retry, 1, time)).isEqualTo(Duration.ofMillis(longest));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7000",
        "'Sun, 01 Mar 2026 11:55:09 GMT', 9000",
        "'Sun, 01 Mar 2026 11:54:00 GMT', 0",
        "-1, 125",
        "1.5, 125",
        "99999999999999999999, 125",
        "soon, 125",
        "'', 125",
    })
    void waitsAsRetryAfterTells(String retryAfter, long millis) {
        ApiResponse response = answer(503, Map.of("retry-after", retryAfter, "date", DATE));

        assertThat(RetryPolicy.wait(response, 1, 0, time)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void waitsForTheResetOfTheLimitByTheServersClock() {
        assertThat(limited(SERVER_SECONDS + 4, DATE)).isEqualTo(Duration.ofMillis(4125));
        assertThat(limited(SERVER_SECONDS, DATE)).isEqualTo(Duration.ofMillis(125));
        assertThat(limited(SERVER_SECONDS - 60, DATE)).isEqualTo(Duration.ofMillis(125));
    }

    @Test
    void takesItsOwnClockWhereTheServerHasNone() {
        assertThat(limited(time.instant().getEpochSecond() + 4, "?")).isEqualTo(Duration.ofMillis(4125));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "9223372036854775807", "-9223372036854775808", "1e3"})
    void livesWithAnyReset(String reset) {
        ApiResponse response = answer(
                429, Map.of("x-ratelimit-limit", "10", "x-ratelimit-remaining", "0", "x-ratelimit-reset", reset));

        assertThat(RateLimit.of(response)).isNull();
        assertThat(RetryPolicy.wait(response, 1, 0, time)).isEqualTo(Duration.ofMillis(125));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 11})
    void refusesOtherNumbers(int maximum) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(maximum, false))
                .withMessage("maxRetries must be from 0 to 10, and is " + maximum);
    }

    private Duration limited(long reset, String date) {
        return RetryPolicy.wait(
                answer(
                        429,
                        Map.of(
                                "X-RateLimit-Limit",
                                "10",
                                "X-RateLimit-Remaining",
                                "0",
                                "X-RateLimit-Reset",
                                Long.toString(reset),
                                "Date",
                                date)),
                3,
                0,
                time);
    }

    private static ApiResponse answer(int status, Map<String, String> headers) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return ApiResponse.of(status, all, new byte[0]);
    }
}
