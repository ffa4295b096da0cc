package dev.gatehouse.server.management.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.Caller;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningKeyRingTest extends ApiTest {
    @Test
    void refusesWhatIsNoKeyOrInUse() {
        String inUse = refusal(400, "The key is in use: only a previous signing key can be revoked.", null);

        assertThat(get("/keys/signing/none")).hasToString(refusal(404, "Not Found", null));
        assertThat(send("PUT", "/keys/signing/none/revoke", null)).hasToString(refusal(404, "Not Found", null));
        assertThat(send("PUT", "/keys/signing/" + id("current") + "/revoke", null))
                .hasToString(inUse);
        assertThat(send("PUT", "/keys/signing/" + id("next") + "/revoke", null)).hasToString(inUse);
    }

    @Test
    void showsTheKeysThatTokensAreSignedWith() {
        JsonNode key = get("/keys/signing/" + id("current")).expect(200).json();

        assertThat(names(key))
                .containsExactly(
                        "kid",
                        "cert",
                        "pkcs7",
                        "current",
                        "next",
                        "previous",
                        "fingerprint",
                        "thumbprint",
                        "revoked",
                        "current_since");
        assertThat(key.path("cert").asText()).startsWith("-----BEGIN CERTIFICATE-----\r\n");
        assertThat(key.path("fingerprint").asText().replace(":", ""))
                .isEqualTo(key.path("thumbprint").asText());
        assertThat(published()).contains(id("current"), id("next"));
        tenant().forgetTokens();
        assertThat(kid(tenant().token(""))).isEqualTo(id("current"));
    }

    @Test
    void signsWithTheNextKeyOnceRotatedAndRefusesTheTokensOfARevokedOne() {
        String first = id("current");
        String second = id("next");
        tenant().forgetTokens();
        Caller before = tenant().caller("read:clients");

        JsonNode rotated =
                send("POST", "/keys/signing/rotate", null).expect(201).json();

        assertThat(rotated.path("kid").asText()).isEqualTo(second).isEqualTo(id("current"));
        assertThat(rotated.path("current").asBoolean()).isTrue();
        assertThat(id("previous")).isEqualTo(first);
        assertThat(get("/keys/signing/" + first).json().has("current_until")).isTrue();
        assertThat(published()).contains(first, second, id("next"));
        before.get("/clients").expect(200);
        tenant().forgetTokens();
        assertThat(kid(tenant().token(""))).isEqualTo(second);

        JsonNode revoked = send("PUT", "/keys/signing/" + first + "/revoke", null)
                .expect(200)
                .json();

        assertThat(revoked.path("revoked").asBoolean()).isTrue();
        assertThat(revoked.path("previous").asBoolean()).isFalse();
        assertThat(revoked.path("revoked_at").asText()).isNotEmpty();
        assertThat(published()).doesNotContain(first);
        assertThat(before.get("/clients"))
                .hasToString(
                        "401 {\"statusCode\":401,\"error\":\"Unauthorized\",\"message\":\"Invalid signature received"
                                + " for JSON Web Token validation\",\"attributes\":{\"error\":\"Invalid signature received for"
                                + " JSON Web Token validation\"}}");
        assertThat(send("PUT", "/keys/signing/" + first + "/revoke", null).json())
                .isEqualTo(revoked);
        get("/clients").expect(200);
    }

    private String id(String role) {
        for (JsonNode key : get("/keys/signing").expect(200).json()) {
            if (key.path(role).asBoolean()) {
                return key.path("kid").asText();
            }
        }
        throw new AssertionError("no key is " + role);
    }

    private List<String> published() {
        List<String> ids = new ArrayList<>();
        tenant().root()
                .get("/.well-known/jwks.json")
                .expect(200)
                .json()
                .path("keys")
                .forEach(key -> ids.add(key.path("kid").asText()));
        return ids;
    }

    private static List<String> names(JsonNode key) {
        List<String> names = new ArrayList<>();
        key.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String kid(String token) {
        String header = new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]), StandardCharsets.UTF_8);
        return header.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
    }
}
