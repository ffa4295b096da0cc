package dev.gatehouse.server.management.rules;

import static dev.gatehouse.server.store.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest extends ApiTest {
    private static final String SCRIPT = "function (user, context, callback) { callback(null, user, context); }";

    private ApiResponse create(String name, String members) {
        return post("/rules", "{'name': '" + name + "', 'script': '" + SCRIPT + "'" + members + "}");
    }

    @ParameterizedTest
    @CsvSource({"GET,", "PATCH,{'enabled': true}"})
    void refusesAnUnknownRule(String method, String body) {
        assertThat(send(method, "/rules/rul_x", body))
                .hasToString(refusal(404, "The rule does not exist", "inexistent_rule"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            function (user, context, callback) { callback(null; Unexpected end of input (line 1)
            function (user, context, callback) { return        ; Unexpected end of input (line 1)
            """)
    void refusesAScriptThatDoesNotParse(String script, String error) {
        String refused = refusal(400, "The script is not valid JavaScript. SyntaxError: " + error, null);
        String path =
                "/rules/" + create("parses " + script.length(), "").expect(201).text("/id");

        assertThat(post("/rules", "{'name': 'broken', 'script': '" + script + "'}"))
                .hasToString(refused);
        assertThat(patch(path, "{'script': '" + script + "'}")).hasToString(refused);
    }

    @Test
    void createsOneThatRunsLast() {
        ApiResponse first = create("one", ", 'order': 1007").expect(201);
        ApiResponse second = create("two", ", 'enabled': false").expect(201);

        assertThat(first.text("/id")).matches("rul_[A-Za-z0-9]{16}");
        assertThat(first.json().path("enabled").asBoolean()).isTrue();
        assertThat(second.json()).isEqualTo(json("""
                {'id': '%s', 'name': 'two', 'script': '%s', 'enabled': false, 'order': 1008, 'stage': 'login_success'}
                """.formatted(second.text("/id"), SCRIPT)));
        assertThat(get("/rules/" + second.text("/id")).json()).isEqualTo(second.json());
    }

    @Test
    void refusesTheNameOrThePlaceOfAnother() {
        create("taken", ", 'order': 101").expect(201);
        String other = create("other", "").expect(201).text("/id");
        String name = refusal(409, "A rule with the same name already exists", "rule_conflict");
        String order = refusal(409, "A rule with the same order already exists", "rule_conflict");

        assertThat(create("taken", "")).hasToString(name);
        assertThat(create("third", ", 'order': 101")).hasToString(order);
        assertThat(patch("/rules/" + other, "{'name': 'taken'}")).hasToString(name);
        assertThat(patch("/rules/" + other, "{'order': 101}")).hasToString(order);
        assertThat(patch("/rules/" + other, "{'name': 'other', 'order': 102}").status())
                .isEqualTo(200);
    }

    @Test
    void listsThemInTheOrderTheyRun() {
        create("c", ", 'order': 0.3").expect(201);
        create("a", ", 'order': 0.1, 'enabled': false").expect(201);
        create("b", ", 'order': 0.2").expect(201);

        assertThat(get("/rules?per_page=3").json().findValuesAsText("name")).containsExactly("a", "b", "c");
        assertThat(get("/rules?per_page=2&enabled=true").json().findValuesAsText("name"))
                .containsExactly("b", "c");
        assertThat(get("/rules?per_page=1&page=1&fields=name")).hasToString("200 [{\"name\":\"b\"}]");
    }

    @Test
    void deletes() {
        String path = "/rules/" + create("gone", "").expect(201).text("/id");

        assertThat(delete(path)).hasToString("204");
        assertThat(get(path).status()).isEqualTo(404);
    }
}
