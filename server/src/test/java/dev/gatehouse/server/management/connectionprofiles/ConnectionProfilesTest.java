package dev.gatehouse.server.management.connectionprofiles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionProfilesTest extends ApiTest {
    private static final String PATH = "/connection-profiles";

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;   ;
            PATCH; {'name': 'x'}
            """)
    void refusesAnUnknownProfile(String method, @Nullable String body) {
        assertThat(send(method, PATH + "/cop_none", body))
                .hasToString(refusal(404, "Connection profile not found.", null));
    }

    @Test
    void readsChangesAndDeletes() {
        String id = post(PATH, "{'name': 'B2B', 'organization': {'show_as_button': 'optional'}}")
                .expect(201)
                .text("/id");

        JsonNode changed = patch(
                        PATH + "/" + id,
                        "{'organization': {'assign_membership_on_login': 'required'}, 'enabled_features': ['scim']}")
                .expect(200)
                .json();
        assertThat(changed.path("organization"))
                .hasToString("{\"show_as_button\":\"optional\",\"assign_membership_on_login\":\"required\"}");
        assertThat(get(PATH + "/" + id).json()).isEqualTo(changed);
        assertThat(get(PATH).json().path("connection_profiles")).hasSize(1);
        delete(PATH + "/" + id).expect(204);
        assertThat(get(PATH + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void hasATemplateThatAProfileCanBeMadeOf() {
        JsonNode template = get(PATH + "/templates")
                .json()
                .path("connection_profile_templates")
                .path(0);

        assertThat(get(PATH + "/templates/" + template.path("id").asText()).json())
                .isEqualTo(template);
        String id = post(PATH, template.path("template").toString()).expect(201).text("/id");
        delete(PATH + "/" + id).expect(204);
    }
}
