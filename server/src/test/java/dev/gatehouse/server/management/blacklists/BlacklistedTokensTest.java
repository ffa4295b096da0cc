package dev.gatehouse.server.management.blacklists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.Caller;
import dev.gatehouse.server.TestTenant;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class BlacklistedTokensTest extends ApiTest {
    private static final String REVOKED = "401 {\"statusCode\":401,\"error\":\"Unauthorized\","
            + "\"message\":\"Token has been revoked\",\"attributes\":{\"error\":\"Token has been revoked\"}}";

    @Test
    void refusesATokenWithoutAnId() {
        assertThat(post("/blacklists/tokens", "{'aud': 'a'}"))
                .hasToString(
                        refusal(400, "Payload validation error: 'Missing required property: jti'.", "invalid_body"));
    }

    @Test
    void refusesABlacklistedTokenFromTheNextRequestOn() {
        Caller caller = tenant().caller("read:clients create:roles blacklist:tokens");
        String jti = jti(tenant().token("read:clients create:roles blacklist:tokens"));
        caller.get("/clients").expect(200);
        caller.post("/roles", "{'name': 'before'}").expect(200);

        assertThat(post("/blacklists/tokens", "{'jti': '" + jti + "', 'aud': 'another-client'}"))
                .hasToString("204");
        caller.get("/clients").expect(200); // it is not that client's
        assertThat(caller.post("/blacklists/tokens", "{'jti': '" + jti + "', 'aud': '" + TestTenant.CLIENT_ID + "'}"))
                .hasToString("204");

        assertThat(caller.get("/clients")).hasToString(REVOKED);
        assertThat(caller.post("/roles", "{'name': 'after'}")).hasToString(REVOKED);
        assertThat(get("/roles?name_filter=after")).hasToString("200 []");
        assertThat(get("/blacklists/tokens?aud=" + TestTenant.CLIENT_ID))
                .hasToString("200 [{\"aud\":\"" + TestTenant.CLIENT_ID + "\",\"jti\":\"" + jti + "\"}]");
        assertThat(get("/blacklists/tokens?aud=nobody")).hasToString("200 []");
    }

    @Test
    void refusesTheTokensOfADeletedClientFromTheNextRequestOn() {
        Caller caller = tenant().caller("read:clients create:roles delete:clients");
        caller.get("/clients").expect(200);

        assertThat(delete("/clients/" + TestTenant.CLIENT_ID)).hasToString("204");

        assertThat(caller.get("/clients")).hasToString(REVOKED);
        assertThat(caller.post("/roles", "{'name': 'after'}")).hasToString(REVOKED);
    }

    private static String jti(String token) {
        String payload = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        return payload.replaceAll(".*\"jti\":\"([^\"]+)\".*", "$1");
    }
}
