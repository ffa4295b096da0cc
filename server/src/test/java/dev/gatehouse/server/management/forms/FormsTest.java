package dev.gatehouse.server.management.forms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormsTest extends ApiTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;    ;
            PATCH;  {'name': 'x'}
            DELETE; ;
            """)
    void refusesAnUnknownForm(String method, @Nullable String body) {
        assertThat(send(method, "/forms/ap_none", body)).hasToString(refusal(404, "Form not found", null));
    }

    @Test
    void resumesTheSignInUnlessItsEndingIsAnother() {
        assertThat(post("/forms", "{'name': 'Plain'}").expect(201).json().path("ending"))
                .hasToString("{\"resume_flow\":true}");
        assertThat(post("/forms", "{'name': 'Away', 'ending': {'redirection': {'target': 'https://a.example'}}}")
                        .expect(201)
                        .json()
                        .path("ending")
                        .has("resume_flow"))
                .isFalse();
    }

    @Test
    void readsChangesAndDeletes() {
        JsonNode created = post("/forms", """
                {'name': 'Ask', 'languages': {'primary': 'en'}, 'translations': {'de': {'a': 'b'}},
                 'nodes': [{'id': 'n1', 'type': 'FLOW', 'config': {'flow_id': 'af_1'}},
                           {'id': 'n2', 'type': 'FLOW', 'config': {'flow_id': 'af_1'}}]}
                """).expect(201).json();
        String id = created.path("id").asText();

        assertThat(id).matches("ap_[A-Za-z0-9]{22}");
        assertThat(get("/forms/" + id).json()).isEqualTo(created);
        assertThat(get("/forms/" + id + "?hydrate=flow_count").text("/flow_count"))
                .isEqualTo("1");
        assertThat(get("/forms?include_totals=true").text("/forms/0/flow_count"))
                .isNotEmpty();
        JsonNode changed = patch("/forms/" + id, "{'languages': {'default': 'de'}, 'nodes': []}")
                .expect(200)
                .json();
        assertThat(changed.path("languages")).hasToString("{\"primary\":\"en\",\"default\":\"de\"}");
        assertThat(changed.path("nodes")).isEmpty();
        delete("/forms/" + id).expect(204);
        assertThat(get("/forms/" + id).status()).isEqualTo(404);
    }
}
