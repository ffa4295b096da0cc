package dev.gatehouse.server.management.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import org.junit.jupiter.api.Test;

class MigrationSwitchesTest extends ApiTest {
    @Test
    void changesOneSwitchAtATime() {
        assertThat(get("/migrations")).hasToString("200 {\"flags\":{}}");
        patch("/migrations", "{'flags': {'a': true, 'b': false}}").expect(200);

        assertThat(patch("/migrations", "{'flags': {'b': true}}"))
                .hasToString("200 {\"flags\":{\"a\":true,\"b\":true}}");
        assertThat(get("/migrations")).hasToString("200 {\"flags\":{\"a\":true,\"b\":true}}");
        assertThat(patch("/migrations", "{'flags': {'a': 'yes'}}").status()).isEqualTo(400);
        assertThat(patch("/migrations", "{}"))
                .hasToString(
                        refusal(400, "Payload validation error: 'Missing required property: flags'.", "invalid_body"));
    }
}
