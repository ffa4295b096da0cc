package dev.gatehouse.server.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.validation.Schema.Rule;
import dev.gatehouse.server.error.Excerpt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The keywords that look into objects and arrays. */
final class ObjectRules {
    private ObjectRules() {}

    static void addTo(
            List<Rule> rules,
            ObjectNode source,
            Set<String> required,
            Set<String> lasting,
            Map<String, Schema> properties,
            Function<ObjectNode, Schema> compile) {
        JsonNode others = source.path("additionalProperties");
        if (others.isBoolean() && !others.asBoolean()) {
            rules.add((schema, value, property, found) -> checkClosed(schema, value, property, properties, found));
        }
        addRequired(rules, required);
        addSize(rules, source);
        if (others instanceof ObjectNode form) {
            Schema other = compile.apply(form);
            rules.add((schema, value, property, found) -> checkOthers(value, property, properties, other, found));
        }
        if (!properties.isEmpty()) {
            Set<String> notNull = new HashSet<>(required);
            notNull.addAll(lasting);
            rules.add((schema, value, property, found) -> checkEach(value, property, properties, notNull, found));
        }
        addArray(rules, source);
        if (source.get("items") instanceof ObjectNode items) {
            Schema item = compile.apply(items);
            rules.add((schema, value, property, found) -> checkItems(value, property, item, found));
        }
    }

    private static void addRequired(List<Rule> rules, Set<String> required) {
        if (required.isEmpty()) {
            return;
        }
        List<String> names = new ArrayList<>(required);
        Collections.reverse(names);
        rules.add((schema, value, property, found) -> {
            for (String name : names) {
                if (value.isObject() && !value.has(name)) {
                    found.add(schema.violation("Missing required property: " + name, property));
                }
            }
        });
    }

    private static void checkClosed(
            Schema schema, JsonNode value, String property, Map<String, Schema> properties, Violations found) {
        List<String> unknown = unknown(value, properties);
        if (!unknown.isEmpty()) {
            String names = Excerpt.of(String.join(",", unknown));
            found.add(schema.violation("Additional properties not allowed: " + names, property));
        }
    }

    private static void checkOthers(
            JsonNode value, String property, Map<String, Schema> properties, Schema other, Violations found) {
        int siblings = found.count();
        for (String name : unknown(value, properties)) {
            if (found.isFull()) {
                return;
            }
            JsonNode member = value.get(name);
            if (!member.isNull()) {
                int before = found.count();
                other.check(member, below(property, name), found);
                found.lastFirst(siblings, before);
            }
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
        rules.add((schema, value, property, found) -> {
            int size = value.size();
            if (value.isObject() && size < minimum) {
                found.add(schema.violation("Too few properties defined (" + size + "), minimum " + minimum, property));
            } else if (value.isObject() && size > maximum) {
                found.add(schema.violation("Too many properties defined (" + size + "), maximum " + maximum, property));
            }
        });
    }

    /** Most members that may be absent may also be null: it stands for their absence. */
    private static void checkEach(
            JsonNode value, String property, Map<String, Schema> properties, Set<String> notNull, Violations found) {
        int siblings = found.count();
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            if (found.isFull()) {
                return;
            }
            Schema schema = properties.get(member.getKey());
            boolean absent = member.getValue().isNull() && !notNull.contains(member.getKey());
            if (schema != null && !absent) {
                int before = found.count();
                schema.check(member.getValue(), below(property, member.getKey()), found);
                found.lastFirst(siblings, before);
            }
        }
    }

    private static void addArray(List<Rule> rules, ObjectNode source) {
        int minimum = source.path("minItems").asInt(0);
        int maximum = source.path("maxItems").asInt(Integer.MAX_VALUE);
        if (minimum > 0 || maximum < Integer.MAX_VALUE) {
            rules.add((schema, value, property, found) -> {
                int size = value.size();
                if (value.isArray() && size < minimum) {
                    found.add(schema.violation("Array is too short (" + size + "), minimum " + minimum, property));
                } else if (value.isArray() && size > maximum) {
                    found.add(schema.violation("Array is too long (" + size + "), maximum " + maximum, property));
                }
            });
        }
        if (source.path("uniqueItems").asBoolean()) {
            rules.add(ObjectRules::checkUnique);
        }
    }

    private static void checkUnique(Schema schema, JsonNode value, String property, Violations found) {
        if (!value.isArray()) {
            return;
        }
        Map<JsonNode, Integer> seen = new HashMap<>();
        for (int i = 0; i < value.size(); i++) {
            Integer earlier = seen.putIfAbsent(value.get(i), i);
            if (earlier != null) {
                String indexes = "(indexes " + earlier + " and " + i + ")";
                found.add(schema.violation("Array items are not unique " + indexes, property));
                return;
            }
        }
    }

    private static void checkItems(JsonNode value, String property, Schema item, Violations found) {
        int siblings = found.count();
        for (int i = 0; value.isArray() && i < value.size() && !found.isFull(); i++) {
            int before = found.count();
            item.check(value.get(i), property + "[" + i + "]", found);
            found.lastFirst(siblings, before);
        }
    }

    static String below(String property, String name) {
        return property.isEmpty() ? name : property + "." + name;
    }
}
