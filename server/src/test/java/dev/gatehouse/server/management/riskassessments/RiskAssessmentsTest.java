package dev.gatehouse.server.management.riskassessments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import org.junit.jupiter.api.Test;

class RiskAssessmentsTest extends ApiTest {
    @Test
    void keepsWhetherSignInsAreAssessed() {
        assertThat(get("/risk-assessments/settings")).hasToString("200 {\"enabled\":false}");
        assertThat(patch("/risk-assessments/settings", "{}").status()).isEqualTo(400);
        assertThat(patch("/risk-assessments/settings", "{'enabled': true}")).hasToString("200 {\"enabled\":true}");
        assertThat(get("/risk-assessments/settings")).hasToString("200 {\"enabled\":true}");
    }

    @Test
    void keepsHowLongADeviceIsKnown() {
        String path = "/risk-assessments/settings/new-device";

        assertThat(get(path)).hasToString("200 {\"remember_for\":30}");
        assertThat(patch(path, "{'remember_for': 366}").status()).isEqualTo(400);
        assertThat(patch(path, "{'remember_for': 60}")).hasToString("200 {\"remember_for\":60}");
        assertThat(get(path)).hasToString("200 {\"remember_for\":60}");
    }
}
