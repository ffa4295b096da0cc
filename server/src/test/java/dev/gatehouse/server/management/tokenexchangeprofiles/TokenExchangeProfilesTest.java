package dev.gatehouse.server.management.tokenexchangeprofiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenExchangeProfilesTest extends ApiTest {
    private static final String PATH = "/token-exchange-profiles";

    private String newAction(String name, String trigger, String version) {
        return post("/actions/actions", """
                {'name': '%s', 'supported_triggers': [{'id': '%s', 'version': '%s'}],
                 'code': 'exports.onExecute = async () => {}'}
                """.formatted(name, trigger, version))
                .expect(201)
                .text("/id");
    }

    private static String profile(String type, String action) {
        return "{'name': 'Partner', 'subject_token_type': '" + type + "', 'action_id': '" + action
                + "', 'type': 'custom_authentication'}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;   ;
            PATCH; {'name': 'xyz'}
            """)
    void refusesAnUnknownProfile(String method, @Nullable String body) {
        assertThat(send(method, PATH + "/tep_none", body))
                .hasToString(refusal(404, "Token exchange profile not found.", null));
    }

    @Test
    void refusesAnActionThatDecidesNoExchange() {
        String other = newAction("Login", "post-login", "v3");

        assertThat(post(PATH, profile("https://a.example/other", other)))
                .hasToString(refusal(
                        400, "There is no action " + other + " for the trigger custom-token-exchange", "invalid_body"));
    }

    @Test
    void keepsOneProfileForAKindOfToken() {
        String action = newAction("Exchange", "custom-token-exchange", "v1");
        String id = post(PATH, profile("https://a.example/token", action))
                .expect(201)
                .text("/id");

        assertThat(id).matches("tep_[A-Za-z0-9]{16}");
        assertThat(post(PATH, profile("https://a.example/token", action)).status())
                .isEqualTo(409);
        assertThat(get(PATH).json().path("token_exchange_profiles").findValuesAsText("id"))
                .containsExactly(id);
        assertThat(patch(PATH + "/" + id, "{'subject_token_type': 'https://a.example/new'}")
                        .expect(200)
                        .text("/name"))
                .isEqualTo("Partner");
        delete(PATH + "/" + id).expect(204);
        delete(PATH + "/" + id).expect(204);
        assertThat(get(PATH)).hasToString("200 {\"token_exchange_profiles\":[]}");
    }
}
