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
            TELEGRAM; {'type': 'TOKEN', 'token': 'short'};                                                true;  ***
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

    /** What one service is called with says nothing to another. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            TWILIO;   {'type': 'API_KEY', 'api_key': 'k'};   `'Missing required property: account_id' on property setup (Twilio.).`
            SENDGRID; {'type': 'TOKEN', 'token': 't'};       `'Additional properties not allowed: token' on property setup (A service that is called with an API key.). (also) Payload validation error: 'Missing required property: api_key' on property setup (A service that is called with an API key.). (also) Payload validation error: 'Invalid value "TOKEN"' on property setup.type (The kind of credentials.).`
            STRIPE;   {'type': 'TOKEN', 'token': 't'};       `'Data does not match any schemas from 'oneOf'' on property setup (Stripe.).`
            AUTH0;    {'type': 'OAUTH_APP', 'client_id': 'c', 'client_secret': 's', 'domain': 'a.b', 'audience': 'x'}; `'Object didn't pass validation for format forms-url-https: x' on property setup.audience (Identifier of the API that tokens are asked for.).`
            """)
    void refusesTheSetupOfAnotherService(String app, String setup, String message) {
        assertThat(post(PATH, "{'app_id': '" + app + "', 'name': 'x', 'setup': " + setup + "}"))
                .hasToString(refusal(400, "Payload validation error: " + message, "invalid_body"));
        String id =
                post(PATH, "{'app_id': '" + app + "', 'name': 'x'}").expect(200).text("/id");
        assertThat(patch(PATH + "/" + id, "{'setup': " + setup + "}"))
                .hasToString(refusal(400, "Payload validation error: " + message, "invalid_body"));
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
