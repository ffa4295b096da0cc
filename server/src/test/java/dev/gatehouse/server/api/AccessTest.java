package dev.gatehouse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import org.junit.jupiter.api.Test;

/** Who is let in to the Management API. */
class AccessTest extends ApiTest {
    @Test
    void letsInATokenWithTheScope() {
        assertThat(tenant().caller("read:roles").get("/roles")).hasToString("200 []");
    }

    @Test
    void asksForOneOfTheOperationsScopes() {
        assertThat(tenant().caller("read:clients").get("/roles"))
                .hasToString("403 {\"statusCode\":403,\"error\":\"Forbidden\","
                        + "\"message\":\"Insufficient scope, expected any of: read:roles\","
                        + "\"errorCode\":\"insufficient_scope\"}");
    }
}
