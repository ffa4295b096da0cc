package dev.gatehouse.server.management.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowsVaultTest extends ApiTest {
    private static final String PATH = "/flows/vault/connections";

    @Test
    void neverShowsHowTheServiceIsCalled() {
        JsonNode created = post(PATH, """
                {'app_id': 'HTTP', 'name': 'Bearer', 'setup': {'type': 'BEARER', 'token': 'the-clear-token'}}
                """).expect(200).json();
        String path = PATH + "/" + created.path("id").asText();

        assertThat(created.path("id").asText()).matches("ac_[A-Za-z0-9]{22}");
        assertThat(created.path("ready").asBoolean()).isTrue();
        assertThat(created.path("fingerprint").asText()).matches("[0-9a-f]{32}");
        assertThat(get(path).body() + get(PATH).body() + created)
                .contains("Bearer the***ken")
                .doesNotContain("clear", "setup");
        assertThat(get("/logs").body()).contains("sapi").doesNotContain("the-clear-token");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            HTTP;     {'type': 'BASIC_AUTH', 'username': 'jane', 'password': 'secret-word'};              true;  jane
            HTTP;     {'type': 'API_KEY', 'name': 'x-key', 'value': 'secret-word', 'in': 'HEADER'};       true;  x-key
            TWILIO;   {'type': 'API_KEY', 'account_id': 'AC1', 'api_key': 'secret-word'};                 true;  AC1
            SENDGRID; {'type': 'API_KEY', 'api_key': 'secret-word'};                                      true;  sec***ord
            STRIPE;   {'type': 'TOKEN', 'token': 'short'};                                                true;  ***
            SLACK;    {'type': 'WEBHOOK', 'url': 'https://hooks.example/a'};                              true;  https://hooks.example/a
            HUBSPOT;  {'type': 'OAUTH_CODE'};                                                             false; ``
            """)
    void namesTheAccountOfASetup(String app, String setup, boolean ready, String account) {
        JsonNode created = post(PATH, "{'app_id': '" + app + "', 'name': 'x', 'setup': " + setup + "}")
                .expect(200)
                .json();

        assertThat(created.path("ready").asBoolean()).isEqualTo(ready);
        assertThat(created.path("account_name").asText()).isEqualTo(account);
    }

    @Test
    void isReadyOnceItIsSetUp() {
        JsonNode created =
                post(PATH, "{'app_id': 'HTTP', 'name': 'Later'}").expect(200).json();
        String path = PATH + "/" + created.path("id").asText();

        assertThat(created.path("ready").asBoolean()).isFalse();
        assertThat(created.has("refreshed_at")).isTrue();
        JsonNode renamed = patch(path, "{'name': 'Renamed'}").expect(200).json();
        assertThat(renamed.path("fingerprint")).isNotEqualTo(created.path("fingerprint"));
        JsonNode ready = patch(path, "{'setup': {'type': 'BEARER', 'token': 'the-clear-token'}}")
                .expect(200)
                .json();
        assertThat(ready.path("ready").asBoolean()).isTrue();
        assertThat(patch(path, "{'name': 'Still'}").expect(200).text("/account_name"))
                .isEqualTo("Bearer the***ken");
        delete(path).expect(204);
    }
}
