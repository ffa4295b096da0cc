package dev.gatehouse.server.management.grants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.session.SignedInUser;
import org.junit.jupiter.api.Test;

class GrantsTest extends ApiTest {
    @Test
    void listsAndWithdrawsWhatAUserAllowed() {
        SignedInUser user = new SignedInUser(tenant(), "a@example.com");
        String client = post("/clients", "{'name': 'an app'}").expect(201).text("/client_id");
        user.grant("g-1", client, "https://a");
        user.grant("g-2", client, "https://b");
        user.refreshToken("t-1", client, "s", "https://a", false);
        user.refreshToken("t-2", client, "s", "https://b", false);
        String of = "/grants?user_id=" + user.id().replace("|", "%7C");

        assertThat(get(of + "&audience=https://a"))
                .hasToString("200 [{\"clientID\":\"" + client + "\",\"audience\":\"https://a\",\"scope\":[\"read:a\"],"
                        + "\"id\":\"g-1\",\"user_id\":\"" + user.id() + "\"}]");
        assertThat(get(of + "&client_id=" + client).json()).hasSize(2);
        assertThat(get("/grants?client_id=another").json()).isEmpty();
        assertThat(get(of + "&include_totals=true&per_page=1").text("/total")).isEqualTo("2");

        assertThat(delete("/grants/g-1")).hasToString("204");
        assertThat(delete("/grants/g-1")).hasToString("204");
        assertThat(get(of).json()).hasSize(1);
        assertThat(get("/refresh-tokens/t-1").status()).isEqualTo(404);
        assertThat(get("/refresh-tokens/t-2").status()).isEqualTo(200);

        assertThat(delete("/grants").status()).isEqualTo(400);
        assertThat(delete(of)).hasToString("204");
        assertThat(get(of)).hasToString("200 []");
        assertThat(get("/refresh-tokens/t-2").status()).isEqualTo(404);
    }

    @Test
    void goesWithItsClientAndItsUser() {
        SignedInUser user = new SignedInUser(tenant(), "b@example.com");
        String client = post("/clients", "{'name': 'another app'}").expect(201).text("/client_id");
        user.grant("g-3", client, "https://a");
        user.refreshToken("t-3", client, "s", "https://a", false);
        user.grant("g-4", "no-such-client", "https://a");

        delete("/clients/" + client).expect(204);
        assertThat(get("/refresh-tokens/t-3").status()).isEqualTo(404);
        String of = "/grants?user_id=" + user.id().replace("|", "%7C");
        assertThat(get(of).text("/0/id")).isEqualTo("g-4");

        delete(user.path()).expect(204);
        assertThat(get(of)).hasToString("200 []");
    }
}
