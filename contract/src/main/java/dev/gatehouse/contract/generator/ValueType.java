package dev.gatehouse.contract.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.gatehouse.contract.Contract;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The Java type of a value, and how a view reads it.
 *
 * @param type what a getter returns
 * @param reader the call that reads it, with {@code $S} for its name
 */
record ValueType(TypeName type, CodeBlock reader) {
    /** The type of the property {@code name} with that schema. */
    static ValueType of(String name, JsonNode schema, NestedTypes nested) {
        if (schema.has("$ref")) {
            ClassName model = Names.model(Contract.referredName((ObjectNode) schema));
            return new ValueType(model, CodeBlock.of("readObject($S, $T::new)", name, model));
        }
        return switch (mainType(schema)) {
            case "boolean" -> new ValueType(TypeName.get(Boolean.class), CodeBlock.of("readFlag($S)", name));
            case "integer" -> new ValueType(TypeName.get(Integer.class), CodeBlock.of("readInteger($S)", name));
            case "number" -> new ValueType(TypeName.get(Double.class), CodeBlock.of("readNumber($S)", name));
            case "array" -> list(name, schema.path("items"), nested);
            case "object" -> {
                ClassName model = Objects.requireNonNullElse(nested.of(schema), Names.JSON_OBJECT);
                yield new ValueType(model, CodeBlock.of("readObject($S, $T::new)", name, model));
            }
            default ->
                schema.path("format").asText().equals("date-time")
                        ? new ValueType(TypeName.get(Instant.class), CodeBlock.of("readInstant($S)", name))
                        : new ValueType(TypeName.get(String.class), CodeBlock.of("readText($S)", name));
        };
    }

    /** The first type that is not null. */
    static String mainType(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            for (JsonNode each : type) {
                if (!each.asText().equals("null")) {
                    return each.asText();
                }
            }
        }
        return type.asText(schema.has("properties") ? "object" : "string");
    }

    private static ValueType list(String name, JsonNode items, NestedTypes nested) {
        ClassName list = ClassName.get(List.class);
        if (items.has("$ref") || mainType(items).equals("object")) {
            ClassName model = items.has("$ref")
                    ? Names.model(Contract.referredName((ObjectNode) items))
                    : Objects.requireNonNullElse(nested.of(items), Names.JSON_OBJECT);
            return new ValueType(
                    ParameterizedTypeName.get(list, model), CodeBlock.of("readObjects($S, $T::new)", name, model));
        }
        return new ValueType(
                ParameterizedTypeName.get(list, ClassName.get(String.class)), CodeBlock.of("readTexts($S)", name));
    }
}
