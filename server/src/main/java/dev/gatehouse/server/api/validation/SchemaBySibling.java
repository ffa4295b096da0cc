package dev.gatehouse.server.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A member whose schema is decided by the value of a member beside it ({@code x-schema-by}), as the options of a connection
 * are by its strategy.
 *
 * @param member whose schema it is
 * @param sibling the member that decides
 * @param schemas by the values of that one; any other value leaves the member unchecked
 */
record SchemaBySibling(String member, String sibling, Map<String, Schema> schemas) {
    private static final String KEYWORD = "x-schema-by";

    /** Those among the properties of {@code source}. */
    static List<SchemaBySibling> in(ObjectNode source, Function<String, Schema> named) {
        List<SchemaBySibling> found = new ArrayList<>();
        source.path("properties")
                .properties()
                .forEach(property -> property.getValue()
                        .path(KEYWORD)
                        .properties()
                        .forEach(sibling -> found.add(new SchemaBySibling(
                                property.getKey(), sibling.getKey(), schemas(sibling.getValue(), named)))));
        return found;
    }

    private static Map<String, Schema> schemas(JsonNode names, Function<String, Schema> named) {
        Map<String, Schema> schemas = new HashMap<>();
        names.properties()
                .forEach(each ->
                        schemas.put(each.getKey(), named.apply(each.getValue().asText())));
        return Map.copyOf(schemas);
    }

    /** Whether the schema is to be left to such a member: its {@code anyOf} only tells other tools of the alternatives. */
    static boolean decides(ObjectNode source) {
        return source.has(KEYWORD);
    }

    /**
     * Adds what is wrong.
     *
     * @param deciding the object that has the sibling: {@code object} itself, or the one that it changes
     * @param property the place of {@code object}
     */
    void check(JsonNode deciding, JsonNode object, String property, Violations found) {
        JsonNode value = object.path(member);
        Schema schema = schemas.get(deciding.path(sibling).asText());
        if (schema != null && !value.isMissingNode() && !value.isNull()) {
            schema.check(value, ObjectRules.below(property, member), found);
        }
    }
}
