package dev.gatehouse.server.management.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.session.SignedInUser;
import org.junit.jupiter.api.Test;

class SessionsTest extends ApiTest {
    private static final String MISSING = refusal(404, "Not Found", null);

    @Test
    void refusesAnUnknownSession() {
        assertThat(get("/sessions/none")).hasToString(MISSING);
        assertThat(patch("/sessions/none", "{'session_metadata': {}}")).hasToString(MISSING);
        assertThat(send("POST", "/sessions/none/revoke", null)).hasToString(MISSING);
        assertThat(delete("/sessions/none")).hasToString("202 {}");
        assertThat(patch("/sessions/none", "{}").status()).isEqualTo(400);
    }

    @Test
    void readsAndChangesASession() {
        SignedInUser user = new SignedInUser(tenant(), "read@example.com");
        user.session("s-read");

        assertThat(get("/sessions/s-read"))
                .hasToString("200 {\"created_at\":\"2026-03-01T12:00:00.000Z\",\"clients\":[{\"client_id\":\"c\"}],"
                        + "\"id\":\"s-read\",\"user_id\":\"" + user.id() + "\"}");
        assertThat(patch("/sessions/s-read", "{'session_metadata': {'a': '1'}}").text("/session_metadata/a"))
                .isEqualTo("1");
        assertThat(get("/sessions/s-read").json().has("updated_at")).isTrue();
    }

    @Test
    void aDeletedSessionLeavesItsRefreshTokensAndARevokedOneTakesThemAlong() {
        SignedInUser user = new SignedInUser(tenant(), "end@example.com");
        user.session("s-deleted");
        user.refreshToken("t-deleted", "c", "s-deleted", "a", false);
        user.session("s-revoked");
        user.refreshToken("t-revoked", "c", "s-revoked", "a", false);

        assertThat(delete("/sessions/s-deleted")).hasToString("202 {}");
        assertThat(send("POST", "/sessions/s-revoked/revoke", null)).hasToString("202 {}");

        assertThat(get("/sessions/s-deleted")).hasToString(MISSING);
        assertThat(get("/sessions/s-revoked")).hasToString(MISSING);
        assertThat(get("/refresh-tokens/t-deleted").status()).isEqualTo(200);
        assertThat(get("/refresh-tokens/t-revoked")).hasToString(MISSING);
    }

    @Test
    void aNewPasswordEndsSessionsAndABlockEverything() {
        SignedInUser user = signedIn("changes@example.com");

        patch(user.path(), "{'nickname': 'n'}").expect(200);
        assertThat(counts(user)).isEqualTo("1 1");
        patch(user.path(), "{'password': 'Another-Horse-7'}").expect(200);
        assertThat(counts(user)).isEqualTo("0 1");
        patch(user.path(), "{'blocked': true}").expect(200);
        assertThat(counts(user)).isEqualTo("0 0");
    }

    @Test
    void revokesTheAccessOfAUser() {
        assertThat(post("/users/auth0%7Cnobody/revoke-access", "{}"))
                .hasToString(refusal(404, "The user does not exist.", "inexistent_user"));

        SignedInUser user = signedIn("all@example.com");
        assertThat(post(user.path() + "/revoke-access", "{'preserve_refresh_tokens': true}"))
                .hasToString("202 {}");
        assertThat(counts(user)).isEqualTo("0 1");
        post(user.path() + "/revoke-access", "{}").expect(202);
        assertThat(counts(user)).isEqualTo("0 0");
    }

    @Test
    void revokesOneSessionOfAUserAndNoneOfAnother() {
        SignedInUser user = signedIn("one@example.com");
        SignedInUser other = signedIn("other@example.com");
        String session = get(user.path() + "/sessions").text("/sessions/0/id");

        post(other.path() + "/revoke-access", "{'session_id': '" + session + "'}")
                .expect(202);
        assertThat(counts(user) + " " + counts(other)).isEqualTo("1 1 1 1");
        post(user.path() + "/revoke-access", "{'session_id': '" + session + "'}")
                .expect(202);
        assertThat(counts(user)).isEqualTo("0 0");
    }

    private SignedInUser signedIn(String email) {
        SignedInUser user = new SignedInUser(tenant(), email);
        String name = email.substring(0, email.indexOf('@'));
        user.session("s-" + name);
        user.refreshToken("t-" + name, "c", "s-" + name, "a", false);
        return user;
    }

    /** How many sessions and refresh tokens it has. */
    private String counts(SignedInUser user) {
        return get(user.path() + "/sessions?take=50").json().path("sessions").size() + " "
                + get(user.path() + "/refresh-tokens").json().size();
    }
}
