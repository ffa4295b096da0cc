package dev.gatehouse.server.management.tenantsettings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TenantSettingsTest extends ApiTest {
    private static final String PATH = "/tenants/settings";

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {};                                 Payload validation error: 'Too few properties defined (0), minimum 1'.
            {'sandbox_versions_available': []}; Payload validation error: 'Additional properties not allowed: sandbox_versions_available'.
            {'session_cookie': {}};             Payload validation error: 'Missing required property: mode' on property session_cookie (Whether browsers keep sessions once they are closed.).
            """)
    void refuses(String body, String message) {
        assertThat(patch(PATH, body)).hasToString(refusal(400, message, "invalid_body"));
    }

    @Test
    void takesAPageWithoutTextForNone() {
        patch("/tenants/settings", "{'change_password': {'enabled': false, 'html': '<p>New</p>'}}")
                .expect(200);
        assertThat(get("/tenants/settings").text("/change_password/html")).isEqualTo("<p>New</p>");
        patch("/tenants/settings", "{'change_password': {'enabled': false, 'html': ''}}")
                .expect(200);
        assertThat(get("/tenants/settings").json().path("change_password")).hasToString("{\"enabled\":false}");
    }

    @Test
    @Order(1)
    void beginsWithDefaults() {
        JsonNode settings = get(PATH).expect(200).json();

        assertThat(settings.path("session_lifetime").asInt()).isEqualTo(168);
        assertThat(settings.path("idle_session_lifetime").asInt()).isEqualTo(72);
        assertThat(settings.path("enabled_locales").toString()).isEqualTo("[\"en\"]");
        assertThat(settings.at("/flags/universal_login").asBoolean()).isTrue();
        assertThat(settings.has("friendly_name")).isFalse();
    }

    @Test
    void mergesObjectsMemberByMember() {
        patch(PATH, "{'flags': {'enable_sso': false}, 'error_page': {'html': '<p>', 'show_log_link': true}}")
                .expect(200);

        ApiResponse changed =
                patch(PATH, "{'flags': {'dashboard_insights_view': true}, 'error_page': {'url': 'https://a'}}");

        assertThat(changed.text("/flags/enable_sso")).isEqualTo("false");
        assertThat(changed.text("/flags/dashboard_insights_view")).isEqualTo("true");
        assertThat(changed.text("/flags/universal_login")).isEqualTo("true");
        assertThat(changed.json().path("error_page").toString())
                .isEqualTo("{\"html\":\"<p>\",\"show_log_link\":true,\"url\":\"https://a\"}");
        assertThat(get(PATH).json().path("error_page")).isEqualTo(changed.json().path("error_page"));
        assertThat(get(PATH).text("/flags/enable_sso")).isEqualTo("false");
    }

    @Test
    void showsSomeThingsOnlyAfterAChange() {
        JsonNode changed = patch(
                        PATH, "{'universal_login': {'passwordless': {'allow_magiclink_verify_without_session': true}}}")
                .expect(200)
                .json();
        JsonNode read = get(PATH).json();

        assertThat(changed.at("/flags/enforce_client_authentication_on_passwordless_start")
                        .asBoolean())
                .isTrue();
        assertThat(read.at("/flags/enforce_client_authentication_on_passwordless_start")
                        .isMissingNode())
                .isTrue();
        assertThat(changed.path("universal_login").toString())
                .isEqualTo("{\"passwordless\":{\"allow_magiclink_verify_without_session\":true},"
                        + "\"is_custom_theme_set\":false,\"is_custom_template_set\":false,\"identifier_first\":false,"
                        + "\"webauthn_platform_first_factor\":false}");
        assertThat(read.path("universal_login").toString())
                .isEqualTo("{\"passwordless\":{\"allow_magiclink_verify_without_session\":true}}");
        assertThat(read.path("sandbox_versions_available").toString()).isEqualTo("[\"22\",\"18\"]");
        assertThat(changed.has("sandbox_versions_available")).isFalse();
    }

    @Test
    void refusesANodeVersionThatScriptsDoNotRunOn() {
        assertThat(patch(PATH, "{'sandbox_version': '8'}"))
                .hasToString(refusal(
                        400,
                        "The sandbox_version provided is invalid. Please use one of the available options: [\"22\",\"18\"]",
                        null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            16; ["18","16","12"]
            12; ["18","16","12"]
            18; ["22","18"]
            22; ["22","18"]
            """)
    void offersTheNodeVersionsBesideThatOfTheTenant(String current, String offered) {
        patch(PATH, "{'sandbox_version': '" + current + "'}").expect(200);

        assertThat(get(PATH).json().path("sandbox_versions_available").toString())
                .isEqualTo(offered);
    }

    @Test
    void tellsHowThePagesAreSetUp() {
        patch("/prompts", "{'identifier_first': true}").expect(200);
        put("/branding/templates/universal-login", "{'template': '{%- auth0:head -%}{%- auth0:widget -%}'}")
                .expect(201);

        JsonNode pages =
                patch(PATH, "{'friendly_name': 'Ours'}").expect(200).json().path("universal_login");

        assertThat(pages.path("identifier_first").asBoolean()).isTrue();
        assertThat(pages.path("is_custom_template_set").asBoolean()).isTrue();

        patch("/prompts", "{'identifier_first': false}").expect(200);
        delete("/branding/templates/universal-login").expect(204);
        pages = patch(PATH, "{'friendly_name': 'Ours'}").expect(200).json().path("universal_login");
        assertThat(pages.path("identifier_first").asBoolean()).isFalse();
        assertThat(pages.path("is_custom_template_set").asBoolean()).isFalse();
    }

    @Test
    void takesAwayWhatIsSetToNull() {
        assertThat(patch(PATH, "{'friendly_name': 'Ours', 'change_password': {'enabled': true}}")
                        .text("/friendly_name"))
                .isEqualTo("Ours");

        JsonNode changed = patch(PATH, "{'friendly_name': null, 'change_password': null}")
                .expect(200)
                .json();

        assertThat(changed.has("friendly_name")).isFalse();
        assertThat(changed.has("change_password")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"720, 12", "90, 1.5"})
    void keepsLifetimesInHours(int minutes, String hours) {
        ApiResponse changed = patch(PATH, "{'ephemeral_session_lifetime_in_minutes': " + minutes + "}");

        assertThat(changed.text("/ephemeral_session_lifetime")).isEqualTo(hours);
        assertThat(changed.json().has("ephemeral_session_lifetime_in_minutes")).isFalse();
        assertThat(get(PATH).text("/ephemeral_session_lifetime")).isEqualTo(hours);
    }

    @Test
    void showsTheFieldsAskedFor() {
        assertThat(get(PATH + "?fields=session_lifetime,sandbox_versions_available")
                        .status())
                .as("a field that cannot be asked for")
                .isEqualTo(400);
        assertThat(get(PATH + "?fields=session_lifetime")).hasToString("200 {\"session_lifetime\":168}");
    }
}
