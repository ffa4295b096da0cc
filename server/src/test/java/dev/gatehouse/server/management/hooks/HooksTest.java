package dev.gatehouse.server.management.hooks;

import static dev.gatehouse.server.store.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HooksTest extends ApiTest {
    private ApiResponse create(String name, String trigger) {
        return post("/hooks", "{'name': '%s', 'script': 's', 'triggerId': '%s'}".formatted(name, trigger))
                .expect(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            GET;    ``;
            PATCH;  ``;       {'enabled': true}
            DELETE; ``;
            GET;    /secrets;
            POST;   /secrets; {'A': '1'}
            PATCH;  /secrets; {'A': '1'}
            DELETE; /secrets; ['A']
            """)
    void refusesAnUnknownHook(String method, String path, @Nullable String body) {
        assertThat(send(method, "/hooks/none" + path, body))
                .hasToString(refusal(404, "Error: Hook does not exist", "HookDoesNotExist"));
    }

    @Test
    void refusesAScriptThatDoesNotParse() {
        String refused =
                refusal(400, "The script is not valid JavaScript. SyntaxError: Unexpected token ')' (line 1)", null);
        String path = "/hooks/" + create("parses", "pre-user-registration").text("/id");

        assertThat(post("/hooks", "{'name': 'b', 'script': 'function (', 'triggerId': 'send-phone-message'}"))
                .hasToString(refusal(
                        400,
                        "The script is not valid JavaScript. SyntaxError: Unexpected end of input (line 1)",
                        null));
        assertThat(patch(path, "{'script': '1 + )'}")).hasToString(refused);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "module.exports = function (user, context, cb) { cb(null, {user}); };",
                "const lodash = require(`lodash`);\\nmodule.exports = async (user) => { await user; };",
                "function (user, context, cb) { cb(null, {user}); };\\n",
            })
    void takesAModuleAsWellAsAFunction(String script) {
        assertThat(post("/hooks", "{'name': 'm', 'script': '" + script + "', 'triggerId': 'send-phone-message'}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void createsChangesAndDeletes() {
        ApiResponse created = create("first", "pre-user-registration");
        String path = "/hooks/" + created.text("/id");
        assertThat(created.text("/id")).matches("01[0-9A-HJKMNP-TV-Z]{24}");
        assertThat(created.json()).isEqualTo(json("""
                {'id': '%s', 'name': 'first', 'script': 's', 'triggerId': 'pre-user-registration', 'enabled': false,
                 'dependencies': {}}
                """.formatted(created.text("/id"))));

        assertThat(patch(path, "{'enabled': true, 'dependencies': {'lodash': '4.0.0'}}")
                        .json())
                .isEqualTo(get(path).json());
        assertThat(get(path).text("/dependencies/lodash")).isEqualTo("4.0.0");

        assertThat(delete(path)).hasToString("204");
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void listsByWhatIsAskedFor() {
        create("one", "post-change-password");
        create("two", "credentials-exchange");

        assertThat(get("/hooks?triggerId=credentials-exchange").json().findValuesAsText("name"))
                .containsExactly("two");
        assertThat(get("/hooks?enabled=true&triggerId=credentials-exchange").json())
                .isEmpty();
        assertThat(get("/hooks?fields=name&triggerId=credentials-exchange")).hasToString("200 [{\"name\":\"two\"}]");
    }

    @Test
    void keepsSecretsAndNeverShowsTheirValues() {
        String path = "/hooks/" + create("secret", "send-phone-message").text("/id") + "/secrets";
        assertThat(get(path)).hasToString("200 {}");

        assertThat(post(path, "{'A': 'first-value', 'B': 'second-value'}")).hasToString("201 {}");
        assertThat(patch(path, "{'A': 'third-value'}")).hasToString("201 {}");
        assertThat(get(path)).hasToString("200 {\"A\":\"_VALUE_NOT_SHOWN_\",\"B\":\"_VALUE_NOT_SHOWN_\"}");

        assertThat(send("DELETE", path, "['A', 'unknown']")).hasToString("204");
        assertThat(get(path)).hasToString("200 {\"B\":\"_VALUE_NOT_SHOWN_\"}");
    }
}
