package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.contract.Contract;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random values that a schema lets in, and changes of them that it may refuse. The same seed gives the same values. */
final class GeneratedValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;
    private static final String[] ALPHABETS = {
        "abcdefghijklmnopqrstuvwxyz",
        "ABCxyz0189-_.:/ ",
        "äéßñ日本語\u202e\u200b\ud83d\ude00",
        "'\"\\%_$&<>{}()[];--\t\n\u0001\u0000"
    };

    private final Contract contract;
    private final Samples samples;
    private final Random random;

    GeneratedValues(Contract contract, long seed) {
        this.contract = contract;
        this.samples = new Samples(contract);
        this.random = new Random(seed);
    }

    /** Whether something happens that happens {@code percent} times of a hundred. */
    boolean happens(int percent) {
        return random.nextInt(100) < percent;
    }

    /** A value that the schema lets in, as far as patterns and formats are known. */
    JsonNode value(ObjectNode schema) {
        return value(schema, 0);
    }

    private JsonNode value(ObjectNode reference, int depth) {
        ObjectNode schema = contract.resolve(reference);
        for (String combination : new String[] {"oneOf", "anyOf"}) {
            JsonNode alternatives = schema.path(combination);
            if (!alternatives.isEmpty() && !schema.has("properties")) {
                return value((ObjectNode) alternatives.get(random.nextInt(alternatives.size())), depth);
            }
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> integer(schema);
            case "number" -> happens(50) ? integer(schema) : JSON.numberNode(random.nextInt(100) + 0.5);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "null" -> JSON.nullNode();
            default -> text(schema);
        };
    }

    private String type(ObjectNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return type.get(random.nextInt(type.size())).asText();
        }
        return type.isMissingNode() && schema.has("properties") ? "object" : type.asText("string");
    }

    private ObjectNode object(ObjectNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || depth < DEEPEST && happens(30)) {
                JsonNode known = samples.known(property.getKey());
                object.set(
                        property.getKey(), known == null ? value((ObjectNode) property.getValue(), depth + 1) : known);
            }
        });
        chooseBySibling(object, schema, depth);
        if (object.isEmpty() && schema.path("minProperties").asInt() > 0) {
            return (ObjectNode) samples.least(schema);
        }
        addFreeMembers(object, schema, depth);
        return object;
    }

    /** Where a member beside it decides the schema, the value has that one. */
    private void chooseBySibling(ObjectNode object, ObjectNode schema, int depth) {
        schema.path("properties")
                .properties()
                .forEach(property -> property.getValue()
                        .path("x-schema-by")
                        .properties()
                        .forEach(sibling -> {
                            JsonNode name = sibling.getValue()
                                    .path(object.path(sibling.getKey()).asText());
                            if (object.has(property.getKey()) && name.isTextual()) {
                                object.set(property.getKey(), value(contract.schema(name.asText()), depth + 1));
                            }
                        }));
    }

    private void addFreeMembers(ObjectNode object, ObjectNode schema, int depth) {
        JsonNode free = schema.path("additionalProperties");
        boolean open =
                free.isObject() || free.asBoolean(schema.path("properties").isEmpty());
        int most = schema.path("maxProperties").asInt(3) - object.size();
        for (int i = 0; open && depth < DEEPEST && i < Math.min(3, most) && happens(60); i++) {
            object.set(
                    schema.has("propertyNames") ? Samples.UNIQUE + i : characters(1 + random.nextInt(10)),
                    free.isObject()
                            ? value((ObjectNode) free, depth + 1)
                            : TextNode.valueOf(characters(random.nextInt(10))));
        }
    }

    private ArrayNode array(ObjectNode schema, int depth) {
        ArrayNode array = JSON.arrayNode();
        int least = schema.path("minItems").asInt();
        int most = Math.min(schema.path("maxItems").asInt(3), least + 3);
        int size = least + random.nextInt(most - least + 1);
        for (int i = 0; i < size && schema.path("items").isObject(); i++) {
            JsonNode item = value((ObjectNode) schema.get("items"), depth + 1);
            boolean repeated = schema.path("uniqueItems").asBoolean()
                    && List.of(array).toString().contains(item.toString());
            if (!repeated) {
                array.add(item);
            }
        }
        return array;
    }

    private JsonNode integer(ObjectNode schema) {
        long least = schema.path("minimum").asLong(0);
        long most = schema.path("maximum").asLong(Integer.MAX_VALUE);
        return JSON.numberNode(
                switch (random.nextInt(4)) {
                    case 0 -> least;
                    case 1 -> most;
                    default -> least + Math.floorMod(random.nextLong(), Math.max(1, Math.min(10_000, most - least)));
                });
    }

    private TextNode text(ObjectNode schema) {
        if (schema.has("pattern") || schema.has("format")) {
            return TextNode.valueOf(samples.least(schema).asText());
        }
        int least = schema.path("minLength").asInt(0);
        int most = Math.min(schema.path("maxLength").asInt(40), least + 40);
        String text = happens(40) ? Samples.UNIQUE : characters(least + random.nextInt(most - least + 1));
        return TextNode.valueOf(text.codePointCount(0, text.length()) <= most ? text : text.substring(0, most));
    }

    private String characters(int count) {
        String alphabet = ALPHABETS[random.nextInt(ALPHABETS.length)];
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.appendCodePoint(alphabet.codePointAt(
                    alphabet.offsetByCodePoints(0, random.nextInt(alphabet.codePointCount(0, alphabet.length())))));
        }
        return text.toString();
    }

    /** The same with one place in it changed: replaced, taken away, repeated or added to. */
    JsonNode changed(JsonNode value) {
        if (value.isContainerNode() && !value.isEmpty() && happens(80)) {
            return value instanceof ObjectNode object ? changedMember(object) : changedItem((ArrayNode) value);
        }
        return hostile();
    }

    private JsonNode changedMember(ObjectNode object) {
        List<Map.Entry<String, JsonNode>> members = List.copyOf(object.properties());
        Map.Entry<String, JsonNode> member = members.get(random.nextInt(members.size()));
        switch (random.nextInt(6)) {
            case 0 -> object.remove(member.getKey());
            case 1 -> object.set(characters(5), hostile());
            default -> object.set(member.getKey(), changed(member.getValue()));
        }
        return object;
    }

    private JsonNode changedItem(ArrayNode array) {
        int index = random.nextInt(array.size());
        if (happens(30)) {
            return array.add(array.get(index).deepCopy());
        }
        array.set(index, changed(array.get(index)));
        return array;
    }

    private JsonNode hostile() {
        return switch (random.nextInt(12)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(-1);
            case 3 -> JSON.numberNode(new BigInteger("9".repeat(1 + random.nextInt(60))));
            case 4 -> JSON.numberNode(1e300);
            case 5 -> JSON.arrayNode();
            case 6 -> JSON.objectNode();
            case 7 -> JSON.arrayNode().add(JSON.objectNode()).addNull().add("");
            case 8 -> JSON.textNode(characters(5_000));
            case 9 -> nested();
            case 10 -> JSON.textNode("");
            default -> JSON.textNode(characters(1 + random.nextInt(30)));
        };
    }

    private JsonNode nested() {
        JsonNode deep = JSON.textNode("deep");
        for (int i = random.nextInt(80); i > 0; i--) {
            deep = i % 2 == 0 ? JSON.arrayNode().add(deep) : JSON.objectNode().set("a", deep);
        }
        return deep;
    }
}
