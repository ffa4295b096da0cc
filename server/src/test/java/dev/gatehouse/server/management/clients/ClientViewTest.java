package dev.gatehouse.server.management.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.Answer;
import dev.gatehouse.server.ApiTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a client a token sees and changes, by its scopes. */
class ClientViewTest extends ApiTest {
    private String newClient(String members) {
        return post("/clients", "{'name': 'c'" + members + "}").expect(201).text("/client_id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            read:client_summary;                  false; false
            read:clients;                         true;  false
            read:clients read:client_credentials; true;  true
            read:client_keys;                     true;  true
            """)
    void showsWhatTheScopeIsFor(String scopes, boolean settings, boolean keys) {
        String id = newClient(", 'client_authentication_methods': {'private_key_jwt': {'credentials': []}}");
        JsonNode read =
                tenant().caller(scopes).get("/clients/" + id).expect(200).json();
        JsonNode listed = tenant().caller(scopes).get("/clients").expect(200).json();

        assertThat(read.path("client_id").asText()).isEqualTo(id);
        assertThat(read.has("grant_types")).isEqualTo(settings);
        for (String key : List.of("client_secret", "signing_keys", "client_authentication_methods")) {
            assertThat(read.has(key)).as(key).isEqualTo(keys);
        }
        assertThat(listed.findValues("client_secret").isEmpty()).isEqualTo(!keys);
        assertThat(listed.findValues("grant_types").isEmpty()).isEqualTo(!settings);
    }

    @Test
    void changesASecretOnlyWithItsScope() {
        String path = "/clients/" + newClient("");

        Answer changed =
                tenant().caller("update:clients").patch(path, "{'name': 'n'}").expect(200);
        Answer refused = tenant().caller("update:clients").patch(path, "{'client_secret': 'sixteen-or-more!'}");

        assertThat(changed.json().has("client_secret")).isFalse();
        assertThat(refused)
                .hasToString(
                        "403 {\"statusCode\":403,\"error\":\"Forbidden\",\"message\":\"Insufficient scope, expected"
                                + " any of: update:client_keys\",\"errorCode\":\"insufficient_scope\"}");
        assertThat(patch(path, "{'client_secret': 'sixteen-or-more!'}").text("/client_secret"))
                .isEqualTo("sixteen-or-more!");
    }
}
