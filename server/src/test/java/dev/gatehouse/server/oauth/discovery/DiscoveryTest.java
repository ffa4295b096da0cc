package dev.gatehouse.server.oauth.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documents that a client finds the tenant's endpoints and keys by. */
class DiscoveryTest extends ApiTest {
    @Test
    void saysWhatIsServed() {
        JsonNode document =
                tenant().root().get(DiscoveryEndpoint.PATH).expect(200).json();

        assertThat(document.path("issuer").asText()).isEqualTo("https://tenant.example/");
        List<String> endpoints = new ArrayList<>();
        document.properties().forEach(member -> {
            if (member.getKey().endsWith("_endpoint") || member.getKey().equals("jwks_uri")) {
                endpoints.add(member.getValue().asText().substring("https://tenant.example".length()));
            }
        });
        assertThat(endpoints)
                .containsExactly(
                        "/authorize",
                        "/oauth/token",
                        "/userinfo",
                        "/oauth/revoke",
                        "/.well-known/jwks.json",
                        "/oidc/logout");
        for (String endpoint : endpoints) {
            assertThat(tenant().root().get(endpoint).status()).as(endpoint).isNotEqualTo(404);
        }
        assertThat(document.path("grant_types_supported"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "authorization_code",
                        "client_credentials",
                        "http://auth0.com/oauth/grant-type/password-realm",
                        "implicit",
                        "password",
                        "refresh_token");
        assertThat(document.path("code_challenge_methods_supported")).hasToString("[\"S256\"]");
        assertThat(document.path("response_types_supported")).hasSize(7);
    }

    @Test
    void showsThePublicKeysOfNowAndNext() throws Exception {
        ApiResponse answer = tenant().root().get(JwksEndpoint.PATH).expect(200);
        String signedWith = SignedJWT.parse(tenant().token("")).getHeader().getKeyID();

        assertThat(answer.text("/keys/0/kid")).isEqualTo(signedWith);
        assertThat(answer.json().path("keys")).hasSize(2);
        for (JsonNode key : answer.json().path("keys")) {
            List<String> members = new ArrayList<>();
            key.fieldNames().forEachRemaining(members::add);
            // Nothing of the private half: d, p, q, dp, dq, qi.
            assertThat(members).containsExactlyInAnyOrder("kty", "use", "alg", "kid", "n", "e", "x5t", "x5c");
            assertThat(key.path("x5c")).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({DiscoveryEndpoint.PATH, JwksEndpoint.PATH})
    void mayBeReadByAnyPageAndKeptForAWhile(String path) {
        ApiResponse answer = tenant().root().get(path).expect(200);

        assertThat(answer.header("content-type")).isEqualTo("application/json; charset=utf-8");
        assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(answer.header("cache-control")).isEqualTo("public, max-age=15");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /.well-known/openid-configuration, 'GET, HEAD'",
        "DELETE, /.well-known/jwks.json, 'GET, HEAD'",
        "GET, /oauth/token, 'OPTIONS, POST'",
        "PUT, /oauth/token, 'OPTIONS, POST'"
    })
    void saysWhichMethodsThereAre(String method, String path, String allowed) {
        ApiResponse answer = tenant().root().send(method, path, (byte[]) null).expect(405);

        assertThat(answer.header("allow")).isEqualTo(allowed);
    }
}
