package dev.gatehouse.server.management.supplementalsignals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import org.junit.jupiter.api.Test;

class SupplementalSignalsTest extends ApiTest {
    @Test
    void keepsWhichSignalsAreRead() {
        assertThat(get("/supplemental-signals")).hasToString("200 {\"akamai_enabled\":false}");
        assertThat(patch("/supplemental-signals", "{}").status()).isEqualTo(400);
        assertThat(patch("/supplemental-signals", "{'akamai_enabled': true}"))
                .hasToString("200 {\"akamai_enabled\":true}");
        assertThat(get("/supplemental-signals")).hasToString("200 {\"akamai_enabled\":true}");
    }
}
