package dev.gatehouse.server.management.userattributeprofiles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiTest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAttributeProfilesTest extends ApiTest {
    private static final String PATH = "/user-attribute-profiles";
    private static final String ATTRIBUTES =
            "{'email': {'description': 'Email', 'label': 'Email', 'profile_required': true, 'auth0_mapping': 'email'}}";

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;   ;
            PATCH; {'name': 'x'}
            """)
    void refusesAnUnknownProfile(String method, @Nullable String body) {
        assertThat(send(method, PATH + "/uap_none", body))
                .hasToString(refusal(404, "User attribute profile not found.", null));
    }

    @Test
    void refusesAnAttributeWithoutALabel() {
        assertThat(post(PATH, "{'name': 'x', 'user_attributes': {'email': {'description': 'Email'}}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void completesHowTheIdIsNamedEachTimeItIsSent() {
        JsonNode created = post(PATH, "{'name': 'Plain', 'user_attributes': " + ATTRIBUTES + "}")
                .expect(201)
                .json();
        String path = PATH + "/" + created.path("id").asText();

        assertThat(created.path("id").asText()).matches("uap_[A-Za-z0-9]{22}");
        assertThat(created.path("user_id").path("oidc_mapping").asText()).isEqualTo("sub");
        assertThat(created.path("user_id").path("saml_mapping")).hasSize(3);
        patch(path, "{'user_id': {'scim_mapping': 'userName', 'saml_mapping': ['urn:id']}}")
                .expect(200);
        assertThat(patch(path, "{'name': 'Renamed'}").expect(200).text("/user_id/scim_mapping"))
                .isEqualTo("userName");
        JsonNode reset = patch(path, "{'user_id': {}}").expect(200).json().path("user_id");
        assertThat(reset).isEqualTo(created.path("user_id"));
        assertThat(get(PATH).json().path("user_attribute_profiles")).isNotEmpty();
        delete(path).expect(204);
        delete(path).expect(204);
    }

    @Test
    void hasATemplateThatAProfileCanBeMadeOf() {
        JsonNode templates = get(PATH + "/templates").json().path("user_attribute_profile_templates");

        assertThat(templates.findValuesAsText("id")).containsExactly("auth0-generic");
        assertThat(get(PATH + "/templates/auth0-generic").json()).isEqualTo(templates.path(0));
        byte[] template = templates.path(0).path("template").toString().getBytes(StandardCharsets.UTF_8);
        tenant().caller().send("POST", PATH, template).expect(201);
        assertThat(get(PATH + "/templates/none")).hasToString(refusal(404, "Template not found.", null));
    }
}
