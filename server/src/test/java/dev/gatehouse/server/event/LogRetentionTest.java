package dev.gatehouse.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.configuration.Setting;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogRetentionTest extends ApiTest {
    @Override
    protected Map<Setting, String> settings() {
        return Map.of(Setting.LOG_RETENTION, "3");
    }

    private boolean isThere(String name) {
        return get("/logs?per_page=100").body().contains(name);
    }

    @Test
    void removesEventsThatAreTooOldAndNoOthers() throws InterruptedException {
        post("/roles", "{'name': 'too-old'}").expect(200);
        tenant().clock().moveBy(Duration.ofDays(2));
        tenant().forgetTokens();
        post("/roles", "{'name': 'not-so-old'}").expect(200);
        Thread.sleep(1_200);
        assertThat(isThere("too-old")).isTrue();

        tenant().clock().moveBy(Duration.ofDays(1).plusMinutes(11));
        tenant().forgetTokens();

        for (int i = 0; i < 100 && isThere("too-old"); i++) {
            Thread.sleep(100);
        }
        assertThat(isThere("too-old")).isFalse();
        assertThat(isThere("not-so-old")).isTrue();
    }
}
