package dev.gatehouse.server.management.refreshtokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.session.SignedInUser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefreshTokensTest extends ApiTest {
    private static final String MISSING = refusal(404, "Not Found", null);

    private SignedInUser user;
    private String path;

    @BeforeAll
    void createUser() {
        user = new SignedInUser(tenant(), "a@example.com");
        path = "/refresh-tokens?take=50&user_id=" + user.id().replace("|", "%7C");
    }

    @BeforeEach
    void issueTokens() {
        delete(user.path() + "/refresh-tokens").expect(202);
        user.refreshToken("t-1", "c-1", "s", "https://a", false);
        user.refreshToken("t-2", "c-1", "s", "https://b", true);
        user.refreshToken("t-3", "c-2", "s", "https://a", false);
    }

    @Test
    void refusesWhatIsNotThereOrSaysNothing() {
        assertThat(get("/refresh-tokens/none")).hasToString(MISSING);
        assertThat(patch("/refresh-tokens/none", "{'refresh_token_metadata': {}}"))
                .hasToString(MISSING);
        assertThat(delete("/refresh-tokens/none")).hasToString("204");
        assertThat(get("/refresh-tokens").status()).isEqualTo(400);
        String which = refusal(
                400,
                "Payload validation error: 'Either ids, or user_id, client_id or both, are required'.",
                "invalid_body");
        assertThat(post("/refresh-tokens/revoke", "{}")).hasToString(which);
        assertThat(post("/refresh-tokens/revoke", "{'audience': 'https://a'}")).hasToString(which);
        assertThat(post("/refresh-tokens/revoke", "{'ids': ['t-1'], 'client_id': 'c-1'}"))
                .hasToString(which);
    }

    @Test
    void listsReadsChangesAndDeletes() {
        assertThat(ids()).containsExactly("t-1", "t-2", "t-3");
        assertThat(get(path + "&client_id=c-2&fields=id&include_fields=true"))
                .hasToString("200 {\"refresh_tokens\":[{\"id\":\"t-3\"}]}");
        assertThat(patch("/refresh-tokens/t-1", "{'refresh_token_metadata': {'a': 'b'}}")
                        .text("/refresh_token_metadata/a"))
                .isEqualTo("b");
        assertThat(delete("/refresh-tokens/t-1")).hasToString("204");
        assertThat(ids()).containsExactly("t-2", "t-3");
    }

    @Test
    void revokesByIdByClientAndByApi() {
        post("/refresh-tokens/revoke", "{'ids': ['t-3', 'none']}").expect(202);
        assertThat(ids()).containsExactly("t-1", "t-2");

        post("/refresh-tokens/revoke", "{'client_id': 'c-1', 'audience': 'https://b'}")
                .expect(202);
        assertThat(ids()).containsExactly("t-1");

        post("/refresh-tokens/revoke", "{'user_id': '" + user.id() + "', 'client_id': 'c-9'}")
                .expect(202);
        assertThat(ids()).containsExactly("t-1");

        assertThat(post("/refresh-tokens/revoke", "{'user_id': '" + user.id() + "'}"))
                .hasToString("202 {}");
        assertThat(ids()).isEmpty();
    }

    private List<String> ids() {
        List<String> ids = new ArrayList<>();
        get(path)
                .expect(200)
                .json()
                .path("refresh_tokens")
                .forEach(token -> ids.add(token.path("id").asText()));
        return ids;
    }
}
