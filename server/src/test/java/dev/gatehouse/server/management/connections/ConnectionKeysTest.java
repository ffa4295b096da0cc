package dev.gatehouse.server.management.connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionKeysTest extends ApiTest {
    @Test
    void rotates() {
        String id = post("/connections", "{'name': 'keys', 'strategy': 'oidc', 'options': {'client_id': 'c'}}")
                .expect(201)
                .text("/id");
        String path = "/connections/" + id + "/keys";
        ApiResponse first = get(path).expect(200);
        assertThat(get(path)).hasToString(first.toString());
        assertThat(states(first)).containsExactly("current", "next");
        assertThat(first.json().findValuesAsText("subject_dn")).containsExactly("/CN=keys", "/CN=keys");
        assertThat(first.text("/0/cert")).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(first.text("/0/algorithm")).isEqualTo("RS256");
        List<String> kids = first.json().findValuesAsText("kid");

        ApiResponse rotated = send("POST", path + "/rotate", null).expect(201);
        ApiResponse second = get(path);

        assertThat(rotated.text("/next")).isEqualTo("true");
        assertThat(states(second)).containsExactly("current", "previous", "next");
        assertThat(second.json().findValuesAsText("kid"))
                .containsExactly(kids.get(1), kids.get(0), rotated.text("/kid"));
        for (ApiResponse answer : List.of(first, rotated, second)) {
            assertThat(answer.body()).doesNotContain("private_key", "connection_id");
        }
        post(path + "/rotate", "{'signing_alg': 'RS256'}").expect(201);
        assertThat(states(get(path))).containsExactly("current", "previous", "next");

        delete("/connections/" + id).expect(202);
        assertThat(get(path)).hasToString(refusal(404, "The connection does not exist", "inexistent_connection"));
    }

    @Test
    void createsKeysOnce() {
        String path = "/connections/"
                + post("/connections", "{'name': 'made', 'strategy': 'oidc', 'options': {'client_id': 'c'}}")
                        .expect(201)
                        .text("/id")
                + "/keys";

        assertThat(post("/connections/none/keys", "{}"))
                .hasToString(refusal(404, "The connection does not exist", "inexistent_connection"));
        assertThat(post(path, "{'signing_alg': 'ES256'}"))
                .hasToString(refusal(400, "The keys of connections are RSA keys.", "operation_not_supported"));
        ApiResponse made = post(path, "{'signing_alg': 'PS256'}").expect(201);

        assertThat(states(made)).containsExactly("current", "next");
        assertThat(made.json().findValuesAsText("algorithm")).containsExactly("PS256", "PS256");
        assertThat(get(path).json()).isEqualTo(made.json());
        assertThat(post(path, "{}")).hasToString(refusal(409, "The connection has keys already.", "resource_conflict"));
    }

    private static List<String> states(ApiResponse keys) {
        List<String> states = new ArrayList<>();
        for (JsonNode key : keys.json()) {
            for (String state : List.of("current", "next", "previous")) {
                if (key.path(state).asBoolean()) {
                    states.add(state);
                }
            }
        }
        return states;
    }
}
