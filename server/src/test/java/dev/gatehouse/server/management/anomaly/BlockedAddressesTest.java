package dev.gatehouse.server.management.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.attackprotection.AttackProtection;
import dev.gatehouse.server.attackprotection.SignInAttempt;
import org.junit.jupiter.api.Test;

class BlockedAddressesTest extends ApiTest {
    private static final String NOT_BLOCKED = refusal(404, "Not Found", null);

    @Test
    void refusesWhatIsNoAddress() {
        assertThat(get("/anomaly/blocks/ips/example.com"))
                .hasToString(refusal(
                        400,
                        "Path validation error: 'Data does not match any schemas from 'anyOf'' on property id (The IP address.).",
                        "invalid_uri"));
    }

    @Test
    void tellsWhetherAnAddressIsBlockedAndUnblocksIt() {
        AttackProtection protection = new AttackProtection(tenant().documents(), tenant().clock());
        for (int i = 0; i < 100; i++) {
            SignInAttempt attempt = new SignInAttempt(i + "@example.com", "Users", "203.0.113.7");
            tenant().run(tx -> protection.failed(tx, attempt));
        }

        assertThat(get("/anomaly/blocks/ips/203.0.113.7").status()).isEqualTo(200);
        assertThat(get("/anomaly/blocks/ips/203.0.113.8")).hasToString(NOT_BLOCKED);
        assertThat(delete("/anomaly/blocks/ips/203.0.113.7")).hasToString("204");
        assertThat(get("/anomaly/blocks/ips/203.0.113.7")).hasToString(NOT_BLOCKED);
        assertThat(delete("/anomaly/blocks/ips/203.0.113.7")).hasToString("204");
    }
}
