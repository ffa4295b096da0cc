package dev.gatehouse.server.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.validation.Schema.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code allOf}, {@code anyOf} and {@code oneOf}. */
final class CombinationRules {
    private CombinationRules() {}

    static void addTo(List<Rule> rules, ObjectNode source, Function<ObjectNode, Schema> compile) {
        for (Schema each : all(source.path("allOf"), compile)) {
            rules.add((schema, value, property) -> each.check(value, property));
        }
        List<Schema> anyOf = all(source.path("anyOf"), compile);
        if (!anyOf.isEmpty()) {
            rules.add((schema, value, property) -> matching(anyOf, value, property) > 0
                    ? null
                    : schema.violation("Data does not match any schemas from 'anyOf'", property));
        }
        List<Schema> oneOf = all(source.path("oneOf"), compile);
        if (!oneOf.isEmpty()) {
            rules.add((schema, value, property) -> checkOneOf(schema, value, property, oneOf));
        }
    }

    private static @Nullable Violation checkOneOf(Schema schema, JsonNode value, String property, List<Schema> oneOf) {
        long matching = matching(oneOf, value, property);
        if (matching == 1) {
            return null;
        }
        return schema.violation(
                matching == 0
                        ? "Data does not match any schemas from 'oneOf'"
                        : "Data is valid against more than one schema from 'oneOf'",
                property);
    }

    private static long matching(List<Schema> schemas, JsonNode value, String property) {
        return schemas.stream()
                .filter(schema -> schema.check(value, property) == null)
                .count();
    }

    private static List<Schema> all(JsonNode forms, Function<ObjectNode, Schema> compile) {
        List<Schema> schemas = new ArrayList<>();
        forms.forEach(form -> schemas.add(compile.apply((ObjectNode) form)));
        return schemas;
    }
}
