package dev.gatehouse.server.management.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowsTest extends ApiTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', nullValues = "-", textBlock = """
            GET;    /flows/af_none;                 -;             Flow not found
            PATCH;  /flows/af_none;                 {'name': 'x'}; Flow not found
            DELETE; /flows/af_none;                 -;             Flow not found
            GET;    /flows/af_none/executions;      -;             Flow not found
            GET;    /flows/af_none/executions/no;   -;             Execution not found
            DELETE; /flows/af_none/executions/no;   -;             Execution not found
            GET;    /flows/vault/connections/ac_no; -;             Connection not found
            PATCH;  /flows/vault/connections/ac_no; {'name': 'x'}; Connection not found
            DELETE; /flows/vault/connections/ac_no; -;             Connection not found
            """)
    void refusesWhatIsNotThere(String method, String path, @Nullable String body, String message) {
        assertThat(send(method, path, body)).hasToString(refusal(404, message, null));
    }

    @Test
    void keepsAFlowAsItWasSent() {
        String id = post("/flows", """
                {'name': 'Enrich', 'actions': [{'id': 'a1', 'type': 'HTTP', 'action': 'SEND_REQUEST',
                 'params': {'method': 'GET', 'url': 'https://a.example'}}]}
                """).expect(201).text("/id");

        assertThat(id).matches("af_[A-Za-z0-9]{22}");
        assertThat(get("/flows/" + id).text("/actions/0/params/url")).isEqualTo("https://a.example");
        assertThat(get("/flows").json().findParents("id")).allMatch(flow -> !flow.has("actions"));
        assertThat(patch("/flows/" + id, "{'name': 'Renamed'}").expect(200).text("/actions/0/id"))
                .isEqualTo("a1");
        assertThat(get("/flows/" + id + "/executions?include_totals=true").text("/total"))
                .isEqualTo("0");
        delete("/flows/" + id).expect(204);
        assertThat(get("/flows/" + id).status()).isEqualTo(404);
    }

    @Test
    void listsThoseThatAreSynchronousAlone() {
        String synchronous = post("/flows", "{'name': 'Sync', 'synchronous': true}")
                .expect(201)
                .text("/id");
        String other = post("/flows", "{'name': 'Async', 'synchronous': false}")
                .expect(201)
                .text("/id");

        assertThat(get("/flows?synchronous=true").json().findValuesAsText("id"))
                .contains(synchronous)
                .doesNotContain(other);
    }

    @Test
    void countsTheFormsThatRunAFlowWhenAsked() {
        String flow = post("/flows", "{'name': 'Used'}").expect(201).text("/id");
        post("/forms", "{'name': 'F', 'nodes': [{'id': 'n', 'type': 'FLOW', 'config': {'flow_id': '" + flow + "'}}]}")
                .expect(201);
        post("/forms", "{'name': 'E', 'ending': {'after_submit': {'flow_id': '" + flow + "'}}}")
                .expect(201);

        assertThat(get("/flows/" + flow).json().has("form_count")).isFalse();
        assertThat(get("/flows/" + flow + "?hydrate=form_count").text("/form_count"))
                .isEqualTo("2");
    }
}
