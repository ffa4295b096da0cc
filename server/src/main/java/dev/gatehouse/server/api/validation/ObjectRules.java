package dev.gatehouse.server.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.validation.Schema.Rule;
import dev.gatehouse.server.error.Excerpt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keywords that look into objects and arrays. */
final class ObjectRules {
    private ObjectRules() {}

    static void addTo(
            List<Rule> rules,
            ObjectNode source,
            Set<String> required,
            Map<String, Schema> properties,
            Function<ObjectNode, Schema> compile) {
        addUnknownProperties(rules, source, properties, compile);
        addRequired(rules, required);
        addSize(rules, source);
        if (!properties.isEmpty()) {
            rules.add((schema, value, property) -> checkEach(value, property, properties, required));
        }
        addArray(rules, source);
        if (source.get("items") instanceof ObjectNode items) {
            Schema item = compile.apply(items);
            rules.add((schema, value, property) -> checkItems(value, property, item));
        }
    }

    private static void addRequired(List<Rule> rules, Set<String> required) {
        if (required.isEmpty()) {
            return;
        }
        rules.add((schema, value, property) -> {
            for (String name : required) {
                if (value.isObject() && !value.has(name)) {
                    return schema.violation("Missing required property: " + name, property);
                }
            }
            return null;
        });
    }

    private static void addUnknownProperties(
            List<Rule> rules, ObjectNode source, Map<String, Schema> properties, Function<ObjectNode, Schema> compile) {
        JsonNode others = source.path("additionalProperties");
        if (others.isBoolean() && !others.asBoolean()) {
            rules.add((schema, value, property) -> {
                List<String> unknown = unknown(value, properties);
                return unknown.isEmpty()
                        ? null
                        : schema.violation(
                                "Additional properties not allowed: " + Excerpt.of(String.join(",", unknown)),
                                property);
            });
        } else if (others instanceof ObjectNode form) {
            Schema other = compile.apply(form);
            rules.add((schema, value, property) -> {
                for (String name : unknown(value, properties)) {
                    JsonNode member = value.get(name);
                    Violation violation = member.isNull() ? null : other.check(member, below(property, name));
                    if (violation != null) {
                        return violation;
                    }
                }
                return null;
            });
        }
    }

    private static List<String> unknown(JsonNode value, Map<String, Schema> properties) {
        List<String> unknown = new ArrayList<>();
        for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!properties.containsKey(name)) {
                unknown.add(name);
            }
        }
        return unknown;
    }

    private static void addSize(List<Rule> rules, ObjectNode source) {
        int minimum = source.path("minProperties").asInt(0);
        int maximum = source.path("maxProperties").asInt(Integer.MAX_VALUE);
        if (minimum == 0 && maximum == Integer.MAX_VALUE) {
            return;
        }
        rules.add((schema, value, property) -> {
            if (!value.isObject() || value.size() >= minimum && value.size() <= maximum) {
                return null;
            }
            return value.size() < minimum
                    ? schema.violation(
                            "Too few properties defined (" + value.size() + "), minimum " + minimum, property)
                    : schema.violation(
                            "Too many properties defined (" + value.size() + "), maximum " + maximum, property);
        });
    }

    /** A member that may be absent may also be null: it stands for its absence. */
    private static @Nullable Violation checkEach(
            JsonNode value, String property, Map<String, Schema> properties, Set<String> required) {
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            Schema schema = properties.get(member.getKey());
            boolean absent = member.getValue().isNull() && !required.contains(member.getKey());
            if (schema != null && !absent) {
                Violation violation = schema.check(member.getValue(), below(property, member.getKey()));
                if (violation != null) {
                    return violation;
                }
            }
        }
        return null;
    }

    private static void addArray(List<Rule> rules, ObjectNode source) {
        int minimum = source.path("minItems").asInt(0);
        int maximum = source.path("maxItems").asInt(Integer.MAX_VALUE);
        if (minimum > 0 || maximum < Integer.MAX_VALUE) {
            rules.add((schema, value, property) -> {
                if (!value.isArray() || value.size() >= minimum && value.size() <= maximum) {
                    return null;
                }
                return value.size() < minimum
                        ? schema.violation("Array is too short (" + value.size() + "), minimum " + minimum, property)
                        : schema.violation("Array is too long (" + value.size() + "), maximum " + maximum, property);
            });
        }
        if (source.path("uniqueItems").asBoolean()) {
            rules.add(ObjectRules::checkUnique);
        }
    }

    private static @Nullable Violation checkUnique(Schema schema, JsonNode value, String property) {
        if (!value.isArray()) {
            return null;
        }
        Map<JsonNode, Integer> seen = new HashMap<>();
        for (int i = 0; i < value.size(); i++) {
            Integer earlier = seen.putIfAbsent(value.get(i), i);
            if (earlier != null) {
                return schema.violation("Array items are not unique (indexes " + earlier + " and " + i + ")", property);
            }
        }
        return null;
    }

    private static @Nullable Violation checkItems(JsonNode value, String property, Schema item) {
        if (!value.isArray()) {
            return null;
        }
        for (int i = 0; i < value.size(); i++) {
            Violation violation = item.check(value.get(i), property + "[" + i + "]");
            if (violation != null) {
                return violation;
            }
        }
        return null;
    }

    static String below(String property, String name) {
        return property.isEmpty() ? name : property + "." + name;
    }
}
