package dev.gatehouse.server.management.connections;

import static dev.gatehouse.server.store.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SCIM configurations and their tokens. */
class ScimTest extends ApiTest {
    private static final String NOT_FOUND = refusal(404, "Not Found", null);

    private final AtomicInteger made = new AtomicInteger();

    private String newConnection(String strategy) {
        return "/connections/"
                + post(
                                "/connections",
                                "{'name': 's%d', 'strategy': '%s', 'options': {'client_id': 'c'}}"
                                        .formatted(made.incrementAndGet(), strategy))
                        .expect(201)
                        .text("/id")
                + "/scim-configuration";
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;    ``;               ;
            POST;   ``;               ;
            PATCH;  ``;               {'user_id_attribute': 'externalId', 'mapping': []}
            GET;    /default-mapping; ;
            GET;    /tokens;          ;
            POST;   /tokens;          ;
            DELETE; /tokens/tok_x;    ;
            """)
    void findsNothingOnAnUnknownConnection(String method, String path, @Nullable String body) {
        assertThat(send(method, "/connections/con_none/scim-configuration" + path, body))
                .hasToString(NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;    ``;            ;
            PATCH;  ``;            {'user_id_attribute': 'externalId', 'mapping': []}
            GET;    /tokens;       ;
            POST;   /tokens;       ;
            DELETE; /tokens/tok_x; ;
            """)
    void findsNothingBeforeItIsConfigured(String method, String path, @Nullable String body) {
        assertThat(send(method, newConnection("okta") + path, body)).hasToString(NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({"okta, externalId, preferred_username", "samlp, userName, username"})
    void hasAMappingByDefault(String strategy, String userId, String username) {
        String path = newConnection(strategy);

        ApiResponse created = send("POST", path, null).expect(201);

        ObjectNode mapping =
                (ObjectNode) get(path + "/default-mapping").expect(200).json();
        assertThat(mapping.path("mapping").get(0)).isEqualTo(json("{'auth0': '" + username + "', 'scim': 'userName'}"));
        assertThat(mapping.path("mapping")).hasSize(32);
        assertThat(created.json().path("mapping")).isEqualTo(mapping.path("mapping"));
        assertThat(created.text("/user_id_attribute")).isEqualTo(userId);
    }

    @Test
    void isCreatedOnceChangedAndDeleted() {
        String path = newConnection("okta");
        ApiResponse created = post(path, """
                {'user_id_attribute': 'userName', 'mapping': [{'auth0': 'username', 'scim': 'userName'}]}
                """).expect(201);
        ObjectNode expected = json("""
                {'connection_id': '%s', 'connection_name': '%s', 'strategy': 'okta', 'tenant_name': '%s',
                 'user_id_attribute': 'userName', 'mapping': [{'auth0': 'username', 'scim': 'userName'}],
                 'created_at': '%s', 'updated_on': '%s'}
                """.formatted(
                        path.split("/")[2],
                        created.text("/connection_name"),
                        created.text("/tenant_name"),
                        created.text("/created_at"),
                        created.text("/created_at")));
        assertThat(created.json()).isEqualTo(expected);
        assertThat(get(path).json()).isEqualTo(expected);
        assertThat(post(path, "{}"))
                .hasToString(refusal(409, "The connection has a SCIM configuration already.", "resource_conflict"));

        tenant().clock().moveBy(Duration.ofSeconds(1));
        ApiResponse changed =
                patch(path, "{'user_id_attribute': 'userName', 'mapping': []}").expect(200);
        assertThat(Instant.parse(changed.text("/updated_on"))).isAfter(Instant.parse(created.text("/updated_on")));
        assertThat(changed.json().path("mapping")).isEmpty();
        assertThat(changed.text("/user_id_attribute")).isEqualTo("userName");

        assertThat(delete(path)).hasToString("204");
        assertThat(delete(path)).hasToString("204");
        assertThat(get(path)).hasToString(NOT_FOUND);
    }

    @Test
    void showsATokenOnce() {
        String path = newConnection("okta");
        send("POST", path, null).expect(201);

        ApiResponse all = send("POST", path + "/tokens", null).expect(201);
        ApiResponse some = post(path + "/tokens", "{'scopes': ['get:users'], 'token_lifetime': 900}")
                .expect(201);

        assertThat(all.text("/token")).matches("tok_[A-Za-z0-9]{16}\\.\\S{48}").startsWith(all.text("/token_id"));
        assertThat(all.json())
                .isEqualTo(json("""
                {'token_id': '%s', 'token': '%s', 'created_at': '%s',
                 'scopes': ['get:users', 'post:users', 'put:users', 'patch:users', 'delete:users']}
                """.formatted(all.text("/token_id"), all.text("/token"), all.text("/created_at"))));
        assertThat(Instant.parse(some.text("/valid_until")))
                .isEqualTo(Instant.parse(some.text("/created_at")).plusSeconds(900));
        ApiResponse list = get(path + "/tokens").expect(200);
        ObjectNode shown = (ObjectNode) all.json();
        shown.remove("token");
        assertThat(list.json().get(0)).isEqualTo(shown);
        assertThat(list.body()).doesNotContain("\"token\"", "token_hash", "connection_id");
    }

    @Test
    void revokesTokens() {
        String path = newConnection("okta");
        send("POST", path, null).expect(201);
        String other = newConnection("okta");
        send("POST", other, null).expect(201);
        String token = send("POST", path + "/tokens", null).text("/token_id");

        assertThat(delete(other + "/tokens/" + token)).hasToString(NOT_FOUND);
        assertThat(delete(path + "/tokens/" + token)).hasToString("204");
        assertThat(delete(path + "/tokens/" + token)).hasToString(NOT_FOUND);
        assertThat(get(path + "/tokens")).hasToString("200 []");
    }

    @Test
    void takesItsTokensAlong() {
        String path = newConnection("okta");
        send("POST", path, null).expect(201);
        send("POST", path + "/tokens", null).expect(201);

        delete(path).expect(204);
        send("POST", path, null).expect(201);

        assertThat(get(path + "/tokens")).hasToString("200 []");
    }
}
