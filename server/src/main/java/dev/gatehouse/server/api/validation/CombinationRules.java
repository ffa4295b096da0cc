package dev.gatehouse.server.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.validation.Schema.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code allOf}, {@code anyOf} and {@code oneOf}. */
final class CombinationRules {
    private CombinationRules() {}

    static void addTo(List<Rule> rules, ObjectNode source, Function<ObjectNode, Schema> compile) {
        for (Schema each : all(source.path("allOf"), compile)) {
            rules.add((schema, value, property, found) -> each.check(value, property, found));
        }
        List<Schema> anyOf = all(source.path("anyOf"), compile);
        if (!anyOf.isEmpty()) {
            rules.add((schema, value, property, found) -> {
                if (anyOf.stream().noneMatch(each -> each.accepts(value))) {
                    found.add(schema.violation("Data does not match any schemas from 'anyOf'", property));
                }
            });
        }
        List<Schema> oneOf = all(source.path("oneOf"), compile);
        if (!oneOf.isEmpty()) {
            rules.add((schema, value, property, found) -> checkOneOf(schema, value, property, oneOf, found));
        }
    }

    private static void checkOneOf(
            Schema schema, JsonNode value, String property, List<Schema> oneOf, Violations found) {
        long matching = oneOf.stream().filter(each -> each.accepts(value)).count();
        if (matching == 0) {
            found.add(schema.violation("Data does not match any schemas from 'oneOf'", property));
        } else if (matching > 1) {
            found.add(schema.violation("Data is valid against more than one schema from 'oneOf'", property));
        }
    }

    private static List<Schema> all(JsonNode forms, Function<ObjectNode, Schema> compile) {
        List<Schema> schemas = new ArrayList<>();
        forms.forEach(form -> schemas.add(compile.apply((ObjectNode) form)));
        return schemas;
    }
}
