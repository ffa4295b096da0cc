package dev.gatehouse.server.management.selfserviceprofiles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiTest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelfServiceProfilesTest extends ApiTest {
    private static final String ATTRIBUTE = "[{'name': 'a', 'description': 'b', 'is_optional': true}]";

    private String newProfile() {
        return post("/self-service-profiles", "{'name': 'Setup', 'allowed_strategies': ['oidc']}")
                .expect(201)
                .text("/id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', nullValues = "-", textBlock = """
            GET;   ``;                          -
            PATCH; ``;                          {'name': 'x'}
            GET;   /custom-text/en/get-started; -
            PUT;   /custom-text/en/get-started; {'a': 'b'}
            POST;  /sso-ticket;                 {'connection_config': {'name': 'new'}}
            POST;  /sso-ticket/some/revoke;     -
            """)
    void refusesAnUnknownProfile(String method, String path, @Nullable String body) {
        assertThat(send(method, "/self-service-profiles/ssp_none" + path, body))
                .hasToString(refusal(404, "Profile with ID: ssp_none not found", null));
    }

    @Test
    void refusesAttributesFromTwoPlacesOrFromNone() {
        assertThat(post(
                        "/self-service-profiles",
                        "{'name': 'x', 'user_attribute_profile_id': 'uap_1csfT1TgWaaPSFxyZge1mF'}"))
                .hasToString(
                        refusal(400, "There is no user attribute profile uap_1csfT1TgWaaPSFxyZge1mF", "invalid_body"));
        assertThat(post(
                        "/self-service-profiles",
                        "{'name': 'x', 'user_attribute_profile_id': 'uap_1csfT1TgWaaPSFxyZge1mF', 'user_attributes': "
                                + ATTRIBUTE + "}"))
                .hasToString(refusal(
                        400, "user_attributes and user_attribute_profile_id cannot be used together", "invalid_body"));
    }

    @Test
    void readsChangesAndDeletesAProfileWithItsTexts() {
        String id = newProfile();
        String path = "/self-service-profiles/" + id;
        String text = path + "/custom-text/en/get-started";

        assertThat(id).matches("ssp_[A-Za-z0-9]{22}");
        assertThat(get(path).json().path("user_attributes")).isEmpty();
        assertThat(patch(path, "{'user_attributes': " + ATTRIBUTE + "}")
                        .expect(200)
                        .text("/user_attributes/0/name"))
                .isEqualTo("a");
        assertThat(get(text)).hasToString("200 {}");
        assertThat(put(text, "{'introduction': 'Hello'}")).hasToString("200 {\"introduction\":\"Hello\"}");
        assertThat(get(text)).hasToString("200 {\"introduction\":\"Hello\"}");
        delete(path).expect(204);
        delete(path).expect(204);
        assertThat(get(text).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {};                                                                   400; Give either connection_id or connection_config; invalid_body
            {'connection_id': 'con_0123456789abcdef'};                            400; The connection does not exist.; inexistent_connection
            {'connection_config': {'name': 'x'}, 'enabled_clients': ['nobody']};  400; The client does not exist; inexistent_client
            """)
    void refusesATicketForWhatIsNotThere(String body, int status, String message, String code) {
        assertThat(post("/self-service-profiles/" + newProfile() + "/sso-ticket", body))
                .hasToString(refusal(status, message, code));
    }

    @Test
    void makesATicketAndRevokesIt() {
        String path = "/self-service-profiles/" + newProfile();
        JsonNode made = post(path + "/sso-ticket", "{'connection_config': {'name': 'new'}, 'ttl_sec': 60}")
                .expect(201)
                .json();
        String address = made.path("ticket").asText();

        assertThat(address).matches("https://tenant\\.example/self-service/connections-flow\\?ticket=[A-Za-z0-9]{32}");
        String ticket = address.substring(address.indexOf('=') + 1);
        assertThat(get("/logs").body()).doesNotContain(ticket);
        tenant().clock().moveBy(Duration.ofSeconds(61));
        post(path + "/sso-ticket", "{'connection_config': {'name': 'other'}}").expect(201);
        send("POST", path + "/sso-ticket/" + ticket + "/revoke", null).expect(202);
        send("POST", path + "/sso-ticket/" + ticket + "/revoke", null).expect(202);
    }
}
