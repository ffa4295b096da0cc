package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.server.TestTenant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that a schema lets in, so that a request gets as far as its handler. */
final class Samples {
    /** Stands where each request should have a text of its own. */
    static final String UNIQUE = "unique";

    private static final int DEEPEST = 4;
    private static final Map<String, String> KNOWN = Map.of(
            "connection", "Username-Password-Authentication",
            "password", "Secret-42!",
            "client_id", TestTenant.CLIENT_ID,
            "audience", "https://one.example");

    private static final String WEB = "https://tenant.example/" + UNIQUE;

    private static final Map<String, String> FORMATTED = Map.ofEntries(
            Map.entry("email", UNIQUE + "@tenant.example"),
            Map.entry("email-or-empty", UNIQUE + "@tenant.example"),
            Map.entry("ipv4", "192.0.2.1"),
            Map.entry("date-time", "2030-01-01T00:00:00Z"),
            Map.entry("date", "2030-01-01"),
            Map.entry("user-id", "auth0|" + UNIQUE),
            Map.entry("user-id-with-max-length", "auth0|" + UNIQUE),
            Map.entry("hostname", UNIQUE + ".example"),
            Map.entry("html-color", "#0059d6"),
            Map.entry("html-color-or-null", "#0059d6"),
            Map.entry("uri", WEB),
            Map.entry("url", WEB),
            Map.entry("callback-url", WEB),
            Map.entry("url-with-placeholders", WEB),
            Map.entry("strict-https-uri-or-null", WEB),
            Map.entry("absolute-uri-or-empty", WEB),
            Map.entry("absolute-https-uri-or-empty", WEB),
            Map.entry("absolute-https-uri-with-placeholders-or-empty", WEB),
            Map.entry("ec-initiate-login-uri-template-url", WEB),
            Map.entry("forms-url-https", WEB));

    private static final Map<String, String> PREFIXES = Map.of(
            "connection-id", "con_",
            "organization-id", "org_",
            "role-id", "rol_",
            "client-grant-id", "cgr_",
            "connection-profile-id", "cop_",
            "user-attribute-profile-id", "uap_",
            "flow-id", "af_");

    private static final List<String> PATTERNED = List.of(
            UNIQUE,
            "#aabbcc",
            "https://tenant.example/unique",
            "con_0123456789abcdef",
            "1",
            "+15555550100",
            "grp_123456789abcdefg",
            "simplified/1.0",
            "aamva",
            "domain:1",
            "name:1",
            "20300101",
            "123456789012");

    private final Contract contract;

    Samples(Contract contract) {
        this.contract = contract;
    }

    /** What a member of that name holds whatever its schema says, as the name of a connection that there is; null for none. */
    @Nullable
    JsonNode known(String member) {
        String known = KNOWN.get(member);
        return known == null ? null : TextNode.valueOf(known);
    }

    /** The same with a part of its texts replaced. */
    static JsonNode replaced(JsonNode value, String part, String by) {
        if (value.isTextual()) {
            return TextNode.valueOf(value.asText().replace(part, by));
        }
        if (value instanceof ObjectNode object) {
            ObjectNode changed = object.objectNode();
            object.properties().forEach(member -> changed.set(member.getKey(), replaced(member.getValue(), part, by)));
            return changed;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode changed = array.arrayNode();
            array.forEach(item -> changed.add(replaced(item, part, by)));
            return changed;
        }
        return value;
    }

    /** With every property. */
    JsonNode whole(ObjectNode schema) {
        return sample(schema, 0);
    }

    /** With the required properties only. */
    JsonNode least(ObjectNode schema) {
        return sample(schema, DEEPEST);
    }

    private JsonNode sample(ObjectNode reference, int depth) {
        ObjectNode schema = contract.resolve(reference);
        for (String combination : new String[] {"oneOf", "anyOf", "allOf"}) {
            if (schema.path(combination).size() > 0) {
                return sample((ObjectNode) schema.get(combination).get(0), depth);
            }
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer", "number" ->
                JsonNodeFactory.instance.numberNode(
                        Math.max(1, schema.path("minimum").asInt(1)));
            case "boolean" -> JsonNodeFactory.instance.booleanNode(true);
            case "null" -> NullNode.getInstance();
            default -> text(schema);
        };
    }

    private static String type(ObjectNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return type.get(0).asText();
        }
        return type.isMissingNode() && schema.has("properties") ? "object" : type.asText();
    }

    private ObjectNode object(ObjectNode schema, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        schema.path("properties").properties().forEach(property -> {
            boolean required = schema.path("required").toString().contains("\"" + property.getKey() + "\"");
            if (required || depth < DEEPEST && !property.getValue().has("pattern")) {
                String known = KNOWN.get(property.getKey());
                object.set(
                        property.getKey(),
                        known == null ? sample((ObjectNode) property.getValue(), depth + 1) : TextNode.valueOf(known));
            }
        });
        if (object.isEmpty() && schema.path("minProperties").asInt() > 0) {
            addOne(object, schema, depth);
        }
        return object;
    }

    private void addOne(ObjectNode object, ObjectNode schema, int depth) {
        if (schema.path("properties").properties().isEmpty()) {
            object.set(
                    UNIQUE,
                    schema.get("additionalProperties") instanceof ObjectNode value
                            ? sample(value, depth + 1)
                            : TextNode.valueOf(UNIQUE));
            return;
        }
        Map.Entry<String, JsonNode> first =
                schema.get("properties").properties().iterator().next();
        object.set(first.getKey(), sample((ObjectNode) first.getValue(), depth + 1));
    }

    private ArrayNode array(ObjectNode schema, int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        if (schema.path("items").isObject()
                && (depth < DEEPEST || schema.path("minItems").asInt() > 0)) {
            array.add(sample((ObjectNode) schema.get("items"), depth + 1));
        }
        return array;
    }

    /** One of the known texts that the pattern lets in, where one does. */
    private static String matching(Pattern pattern) {
        return PATTERNED.stream()
                .filter(text -> pattern.matcher(text).find())
                .findFirst()
                .orElse(UNIQUE);
    }

    private static TextNode text(ObjectNode schema) {
        String format = schema.path("format").asText();
        String text =
                FORMATTED.getOrDefault(format, PREFIXES.containsKey(format) ? PREFIXES.get(format) + UNIQUE : UNIQUE);
        if (schema.has("pattern")) {
            return TextNode.valueOf(
                    matching(Pattern.compile(schema.get("pattern").asText())));
        }
        int least = schema.path("minLength").asInt(0);
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        String padded = text + "a".repeat(Math.max(0, least - text.length()));
        return TextNode.valueOf(padded.substring(0, Math.min(most, padded.length())));
    }
}
