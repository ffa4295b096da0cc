package dev.gatehouse.server.management.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionModulesTest extends ApiTest {
    private static final String MODULES = "/actions/modules";
    private static final String UNKNOWN = refusal(404, "That module does not exist.", null);

    private String module(String name, String members) {
        return MODULES + "/"
                + post(MODULES, "{'name': '" + name + "', 'code': 'module.exports = 1'" + members + "}")
                        .expect(201)
                        .text("/id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;    ``;
            PATCH;  ``;              {'code': 'a'}
            DELETE; ``;
            GET;    /actions;
            GET;    /versions;
            POST;   /versions;
            GET;    /versions/v;
            POST;   /rollback;       {'module_version_id': 'v'}
            """)
    void refusesAnUnknownModule(String method, String path, @Nullable String body) {
        assertThat(send(method, MODULES + "/none" + path, body)).hasToString(UNKNOWN);
    }

    @Test
    void publishesItsDraftAsVersionsAndGoesBackToOne() {
        String module = module("published", ", 'publish': true, 'dependencies': [{'name': 'a', 'version': '1'}]");
        assertThat(get(module).json().at("/latest_version/version_number").asInt())
                .isOne();
        assertThat(get(module).json().path("all_changes_published").asBoolean()).isTrue();

        patch(module, "{'code': 'module.exports = 2'}").expect(200);
        assertThat(get(module).json().path("all_changes_published").asBoolean()).isFalse();
        assertThat(get(module).text("/latest_version/code")).isEqualTo("module.exports = 1");
        assertThat(post(module + "/versions", "")
                        .expect(200)
                        .json()
                        .path("version_number")
                        .asInt())
                .isEqualTo(2);

        assertThat(get(module + "/versions")
                        .json()
                        .at("/versions/0/version_number")
                        .asInt())
                .isEqualTo(2);
        String first = get(module + "/versions").text("/versions/1/id");
        assertThat(get(module + "/versions/" + first).text("/code")).isEqualTo("module.exports = 1");
        assertThat(post(module + "/rollback", "{'module_version_id': '" + first + "'}")
                        .text("/code"))
                .isEqualTo("module.exports = 1");
        assertThat(get(module).json().path("latest_version_number").asInt()).isEqualTo(2);
        assertThat(post(module + "/rollback", "{'module_version_id': 'none'}"))
                .hasToString(refusal(404, "That version does not exist.", null));
    }

    @Test
    void showsNoSecret() {
        String module = module("secretive", ", 'publish': true, 'secrets': [{'name': 'key', 'value': 'very-secret'}]");

        assertThat(get(module).text("/secrets/0/name")).isEqualTo("key");
        assertThat(get(module).toString() + get(module + "/versions") + get(MODULES))
                .doesNotContain("very-secret");
        assertThat(get("/logs?q=type:sapi").toString()).doesNotContain("very-secret");
    }

    @Test
    void isKeptForTheActionsThatUseIt() {
        String module = module("used", ", 'publish': true");
        String id = get(module).text("/id");
        String version = get(module).text("/latest_version/id");
        String action = post(
                        "/actions/actions",
                        "{'name': 'user of it', 'supported_triggers': [{'id': 'post-login',"
                                + " 'version': 'v3'}], 'modules': [{'module_id': '" + id + "', 'module_version_id': '"
                                + version
                                + "'}]}")
                .expect(201)
                .text("/id");

        assertThat(get(module + "/actions").text("/actions/0/action_id")).isEqualTo(action);
        assertThat(get(module + "/actions")
                        .json()
                        .at("/actions/0/module_version_number")
                        .asInt())
                .isOne();
        assertThat(get(module).json().path("actions_using_module_total").asInt())
                .isOne();
        assertThat(get("/actions/actions/" + action).text("/modules/0/module_name"))
                .isEqualTo("used");
        assertThat(delete(module))
                .hasToString(
                        "412 {\"statusCode\":412,\"error\":\"Precondition Failed\",\"message\":\"The module is used"
                                + " by an action. Take it out of its actions first.\"}");

        patch("/actions/actions/" + action, "{'modules': []}").expect(200);
        delete(module).expect(204);
        assertThat(get(module)).hasToString(UNKNOWN);
    }

    @Test
    void refusesAnActionThatUsesWhatIsNotThere() {
        assertThat(post(
                        "/actions/actions",
                        "{'name': 'lost', 'supported_triggers': [{'id': 'post-login', 'version':"
                                + " 'v3'}], 'modules': [{'module_id': 'none', 'module_version_id': 'none'}]}"))
                .hasToString(refusal(400, "The module none does not exist", null));
    }

    @Test
    void refusesASecondModuleOfAName() {
        module("twice", "");

        assertThat(post(MODULES, "{'name': 'twice', 'code': 'a'}"))
                .hasToString(refusal(409, "A resource with the same identifier already exists.", "resource_conflict"));
    }
}
