package dev.gatehouse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.configuration.Setting;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitedTest extends ApiTest {
    @Override
    protected Map<Setting, String> settings() {
        // One request in 1,000 seconds: the clock runs while the test does.
        return Map.of(Setting.RATE_LIMIT, "0.001", Setting.RATE_LIMIT_BURST, "2");
    }

    @Test
    void tellsOfTheLimitAndRefusesWhatIsBeyond() {
        long before = tenant().clock().instant().getEpochSecond();
        ApiResponse first = get("/roles").expect(200);
        assertThat(first.header("x-ratelimit-limit")).isEqualTo("2");
        assertThat(first.header("x-ratelimit-remaining")).isEqualTo("1");
        assertThat(Long.parseLong(String.valueOf(first.header("x-ratelimit-reset"))))
                .isBetween(before + 999, before + 1_030);

        assertThat(tenant().anonymous().get("/roles").header("x-ratelimit-limit"))
                .isNull();
        assertThat(get("/roles").header("x-ratelimit-remaining")).isEqualTo("0");

        ApiResponse refused = get("/roles");
        assertThat(refused)
                .hasToString("429 {\"statusCode\":429,\"error\":\"Too Many Requests\","
                        + "\"message\":\"Global limit has been reached\",\"errorCode\":\"too_many_requests\"}");
        assertThat(refused.header("x-ratelimit-limit")).isEqualTo("2");
        assertThat(refused.header("x-ratelimit-remaining")).isEqualTo("0");
        assertThat(refused.header("x-ratelimit-reset")).isNotNull();

        tenant().clock().moveBy(Duration.ofSeconds(1_000));
        get("/roles").expect(200);
        assertThat(get("/roles").status()).isEqualTo(429);
    }
}
