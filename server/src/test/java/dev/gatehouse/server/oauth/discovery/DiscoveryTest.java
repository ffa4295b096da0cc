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
        assertThat(tenant().root().get(DiscoveryEndpoint.PATH))
                .hasToString("200 {\"issuer\":\"https://tenant.example/\","
                        + "\"token_endpoint\":\"https://tenant.example/oauth/token\","
                        + "\"jwks_uri\":\"https://tenant.example/.well-known/jwks.json\","
                        + "\"grant_types_supported\":[\"client_credentials\"],\"response_types_supported\":[],"
                        + "\"subject_types_supported\":[\"public\"],"
                        + "\"id_token_signing_alg_values_supported\":[\"RS256\"],"
                        + "\"token_endpoint_auth_methods_supported\":"
                        + "[\"client_secret_basic\",\"client_secret_post\",\"private_key_jwt\"],"
                        + "\"token_endpoint_auth_signing_alg_values_supported\":[\"RS256\",\"RS384\",\"PS256\"]}");
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
        "GET, /oauth/token, POST",
        "PUT, /oauth/token, POST"
    })
    void saysWhichMethodsThereAre(String method, String path, String allowed) {
        ApiResponse answer = tenant().root().send(method, path, (byte[]) null).expect(405);

        assertThat(answer.header("allow")).isEqualTo(allowed);
    }
}
