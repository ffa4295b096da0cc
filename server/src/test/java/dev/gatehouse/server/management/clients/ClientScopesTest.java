package dev.gatehouse.server.management.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a client a token sees and changes, by its scopes. */
class ClientScopesTest extends ApiTest {
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
        for (String key : List.of("signing_keys", "client_authentication_methods")) {
            assertThat(read.has(key)).as(key).isEqualTo(keys);
        }
        assertThat(read.has("client_secret")).as("it authenticates by key").isFalse();
        assertThat(listed.findValues("client_secret").isEmpty()).isEqualTo(!keys);
        assertThat(listed.findValues("grant_types").isEmpty()).isEqualTo(!settings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {'client_secret': 'a-secret-of-16-chars'};                                                              update:client_keys
            {'encryption_key': {'pub': 'x'}};                                                    update:client_keys
            {'client_authentication_methods': {'private_key_jwt': {'credentials': []}}};         update:client_credentials
            {'signed_request_object': {'required': false}};                                      update:client_credentials
            """)
    void takesOverNoClientWithoutTheScopeOfItsCredentials(String change, String scope) {
        String path = "/clients/" + newClient("");

        assertThat(tenant().caller("update:clients").patch(path, change)).hasToString(refusal(scope));
        assertThat(tenant().caller("update:clients " + scope)
                        .patch(path, change)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void bringsAKeyWithANewClientOnlyWithTheScopeOfCredentials() {
        assertThat(
                        tenant().caller("create:clients")
                                .post(
                                        "/clients",
                                        "{'name': 'c', 'client_authentication_methods': {'private_key_jwt': {'credentials': []}}}"))
                .hasToString(refusal("create:client_credentials"));
    }

    @Test
    void changesOnlyKeysWithTheScopeOfKeys() {
        String path = "/clients/" + newClient("");

        ApiResponse changed = tenant().caller("update:client_keys")
                .patch(path, "{'client_secret': 'a-secret-of-16-chars'}")
                .expect(200);

        assertThat(changed.text("/client_secret")).isEqualTo("a-secret-of-16-chars");
        assertThat(tenant().caller("update:client_keys").patch(path, "{'name': 'n'}"))
                .hasToString(refusal("update:clients"));
        assertThat(tenant().caller("update:clients")
                        .patch(path, "{'name': 'n'}")
                        .expect(200)
                        .json()
                        .has("client_secret"))
                .isFalse();
    }

    private static String refusal(String scope) {
        return refusal(403, "Insufficient scope, expected any of: " + scope, "insufficient_scope");
    }
}
