package dev.gatehouse.server.management.actions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionsTest extends ApiTest {
    private static final String ACTIONS = "/actions/actions";
    private static final String UNKNOWN = refusal(404, "That action does not exist.", null);

    private ApiResponse create(String name, String members) {
        return post(
                ACTIONS,
                "{'name': '" + name + "', 'supported_triggers': [{'id': 'post-login', 'version': 'v3'}]" + members
                        + "}");
    }

    private String newAction(String name, String members) {
        return ACTIONS + "/" + create(name, members).expect(201).text("/id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;    ``;
            PATCH;  ``;                 {'code': ''}
            DELETE; ``;
            POST;   /deploy;
            POST;   /test;              {'payload': {}}
            GET;    /versions;
            POST;   /versions;          {'code': ''}
            GET;    /versions/v;
            POST;   /versions/v/deploy;
            """)
    void refusesAnUnknownAction(String method, String path, @Nullable String body) {
        assertThat(send(method, ACTIONS + "/none" + path, body)).hasToString(UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {'name': 'r', 'supported_triggers': [{'id': 'post-login', 'version': 'v9'}]};      The trigger post-login in version v9 does not exist
            {'name': 'r', 'supported_triggers': [{'id': 'post-login'}], 'runtime': 'node1'};   The trigger post-login in version v3 does not run on node1, but on node12, node16, node18, node18-actions, node22
            {'name': 'r', 'supported_triggers': [{'id': 'post-login'}], 'secrets': [{'name': 's'}]}; The secret s has no value
            {'name': 'r', 'supported_triggers': [{'id': 'post-login'}], 'secrets': [{'name': 's', 'value': '1'}, {'name': 's', 'value': '2'}]}; The secret s is named twice
            """)
    void refuses(String body, String message) {
        assertThat(post(ACTIONS, body)).hasToString(refusal(400, message, null));
    }

    @Test
    void refusesTheNameOfAnother() {
        newAction("taken", "");

        assertThat(create("taken", ""))
                .hasToString(refusal(409, "An action with that name already exists for this trigger.", null));
    }

    @Test
    void createsADraftThatIsBuiltButNotDeployed() {
        JsonNode created = create("draft", ", 'secrets': [{'name': 's', 'value': 'hidden'}]")
                .expect(201)
                .json();
        assertThat(created.path("id").asText())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(created.path("status").asText()).isEqualTo("pending");
        assertThat(created.path("runtime").asText()).isEqualTo("node22");
        assertThat(created.path("all_changes_deployed").asBoolean()).isFalse();
        assertThat(created.toString()).doesNotContain("hidden", "deployed_version");

        JsonNode read = get(ACTIONS + "/" + created.path("id").asText()).json();
        assertThat(read.path("status").asText()).isEqualTo("built");
        assertThat(read.path("secrets")).isEqualTo(created.path("secrets"));
    }

    @Test
    void isBuildingWhileItsPackagesAreFetched() {
        String packages = ", 'dependencies': [{'name': 'lodash', 'version': '4.0.0'}]";
        String action = newAction("built", packages);
        assertThat(get(ACTIONS + "?actionName=built").text("/actions/0/status")).isEqualTo("building");
        assertThat(get(action).text("/status")).isEqualTo("building");
        assertThat(get(action).text("/status")).isEqualTo("built");

        assertThat(patch(action, "{'code': '2'}").text("/status")).isEqualTo("pending");
        assertThat(get(action).text("/status")).isEqualTo("building");
        send("POST", action + "/deploy", null).expect(200);
        assertThat(get(action).text("/status")).isEqualTo("built");

        assertThat(get(newAction("deployed", packages + ", 'deploy': true")).text("/status"))
                .isEqualTo("built");
    }

    @Test
    void deploysAsVersionsAndRollsBack() {
        String action = newAction(
                "versioned",
                ", 'code': '1', 'dependencies': [{'name': 'a', 'version': '1', 'registry_url': 'https://r.test'}]");

        ApiResponse first = send("POST", action + "/deploy", null).expect(200);
        assertThat(first.json().path("number").asInt()).isEqualTo(1);
        assertThat(first.json().path("deployed").asBoolean()).isFalse();
        assertThat(first.text("/dependencies/0/name")).isEqualTo("a");
        assertThat(first.json().at("/dependencies/0").has("registry_url")).isFalse();
        assertThat(get(action).json().path("all_changes_deployed").asBoolean()).isTrue();
        assertThat(get(action + "/versions/" + first.text("/id"))
                        .json()
                        .path("deployed")
                        .asBoolean())
                .isTrue();

        JsonNode changed = patch(action, "{'code': '2'}").expect(200).json();
        assertThat(changed.path("all_changes_deployed").asBoolean()).isFalse();
        assertThat(changed.at("/deployed_version/code").asText()).isEqualTo("1");
        send("POST", action + "/deploy", null).expect(200);
        assertThat(get(action).json().at("/current_version/status").asText()).isEqualTo("BUILT");

        ApiResponse back = send("POST", action + "/versions/" + first.text("/id") + "/deploy", null)
                .expect(200);
        assertThat(back.json().path("number").asInt()).isEqualTo(3);
        assertThat(back.text("/code")).isEqualTo("1");
        assertThat(get(action).text("/code")).isEqualTo("2");
        send("POST", action + "/versions/" + first.text("/id") + "/deploy", "{'update_draft': true}")
                .expect(200);
        assertThat(get(action).text("/code")).isEqualTo("1");
        assertThat(get(action + "/versions")
                        .json()
                        .path("versions")
                        .findValues("number")
                        .toString())
                .isEqualTo("[4, 3, 2, 1]");
    }

    @Test
    void keepsASecretThatIsSentWithoutItsValue() {
        String action = newAction("secrets", ", 'secrets': [{'name': 'a', 'value': '1'}, {'name': 'b', 'value': '2'}]");
        String before = get(action).text("/secrets/0/updated_at");
        tenant().clock().moveBy(Duration.ofMinutes(1));

        JsonNode changed = patch(action, "{'secrets': [{'name': 'a'}, {'name': 'c', 'value': '3'}]}")
                .expect(200)
                .json();

        assertThat(changed.path("secrets").findValuesAsText("name")).containsExactly("a", "c");
        assertThat(changed.at("/secrets/0/updated_at").asText()).isEqualTo(before);
        assertThat(changed.at("/secrets/1/updated_at").asText()).isNotEqualTo(before);
    }

    @Test
    void bindsInOrder() {
        String bindings = "/actions/triggers/post-login/bindings";
        String draft = newAction("unbound", "");
        newAction("one", ", 'deploy': true");
        newAction("two", ", 'deploy': true");

        assertThat(patch(bindings, "{'bindings': [{'ref': {'type': 'action_name', 'value': 'unbound'}}]}"))
                .hasToString(
                        refusal(400, "Trying to create a binding for an action that has not been deployed yet", null));
        assertThat(patch(bindings, "{'bindings': [{'ref': {'type': 'action_name', 'value': 'none'}}]}"))
                .hasToString(refusal(400, "The action none does not exist", null));
        assertThat(patch("/actions/triggers/none/bindings", "{'bindings': []}"))
                .hasToString(refusal(404, "That trigger does not exist.", null));

        JsonNode bound = patch(bindings, """
                {'bindings': [{'ref': {'type': 'action_name', 'value': 'two'}, 'display_name': 'Second'},
                    {'ref': {'type': 'action_name', 'value': 'one'}}]}
                """).expect(200).json().path("bindings");
        assertThat(bound.findValuesAsText("display_name")).containsExactly("Second", "one");
        assertThat(bound.at("/0/action/deployed_version/number").asInt()).isEqualTo(1);

        JsonNode again = patch(bindings, """
                {'bindings': [{'ref': {'type': 'action_name', 'value': 'one'}},
                    {'ref': {'type': 'binding_id', 'value': '%s'}}]}
                """.formatted(bound.at("/0/id").asText()))
                .expect(200)
                .json()
                .path("bindings");
        assertThat(again.at("/1/id")).isEqualTo(bound.at("/0/id"));
        JsonNode listed = get(bindings).json();
        assertThat(listed.path("total").asInt()).isEqualTo(2);
        assertThat(listed.at("/bindings/0/action/name").asText()).isEqualTo("one");

        String one = ACTIONS + "/" + listed.at("/bindings/0/action/id").asText();
        assertThat(delete(one)).hasToString(refusal(409, "Unable to delete an action bound to a trigger.", null));
        assertThat(delete(one + "?force=true")).hasToString("204");
        assertThat(get(bindings).json().path("total").asInt()).isEqualTo(1);
        assertThat(delete(draft)).hasToString("204");
    }

    @Test
    void listsByWhatIsAskedFor() {
        newAction("listed", "");
        post(ACTIONS, "{'name': 'other', 'deploy': true, 'supported_triggers': [{'id': 'credentials-exchange'}]}")
                .expect(201);

        assertThat(names("actionName=listed")).containsExactly("listed");
        assertThat(names("triggerId=credentials-exchange")).containsExactly("other");
        assertThat(names("deployed=true&triggerId=credentials-exchange")).containsExactly("other");
        assertThat(names("installed=true")).isEmpty();
        assertThat(get("/actions/triggers").json().path("triggers").findValuesAsText("default_runtime"))
                .contains("node12", "node22");
    }

    private List<String> names(String query) {
        return get(ACTIONS + "?" + query).expect(200).json().path("actions").findValuesAsText("name");
    }

    @Test
    void refusesAnUnknownExecution() {
        assertThat(get("/actions/executions/none")).hasToString(refusal(404, "That execution does not exist.", null));
    }
}
