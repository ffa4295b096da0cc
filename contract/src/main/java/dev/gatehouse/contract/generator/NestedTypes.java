package dev.gatehouse.contract.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.ClassName;
import dev.gatehouse.contract.Contract;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The classes of objects that a schema describes in place, such as a client's {@code jwt_configuration}. The same object in
 * several schemas is one class, named after the shortest of them: {@code ClientJwtConfiguration}.
 */
final class NestedTypes {
    private final Map<JsonNode, ClassName> names = new LinkedHashMap<>();
    private final Map<String, JsonNode> schemas = new LinkedHashMap<>();

    /** Finds them in the schemas of those names. */
    NestedTypes(Contract contract, Iterable<String> models) {
        List<String> sorted = new ArrayList<>();
        models.forEach(sorted::add);
        sorted.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        for (String model : sorted) {
            find(model, contract.schema(model));
        }
        // A schema of that name is there already: what is written in place stays untyped.
        names.values()
                .removeIf(name -> contract.document().at("/components/schemas").has(name.simpleName()));
        schemas.keySet()
                .retainAll(names.values().stream().map(ClassName::simpleName).toList());
    }

    private void find(String owner, JsonNode schema) {
        schema.path("properties").properties().forEach(property -> {
            JsonNode value = property.getValue();
            JsonNode object = ValueType.mainType(value).equals("array") ? value.path("items") : value;
            if (isTyped(object)) {
                String name = name(owner, property.getKey(), object != value);
                if (!names.containsKey(key(object)) && !schemas.containsKey(name)) {
                    names.put(key(object), Names.model(name));
                    schemas.put(name, object);
                }
                find(name, object);
            }
        });
    }

    /** An item of {@code permissions} in a {@code PermissionList} is a {@code Permission}. */
    private static String name(String owner, String member, boolean item) {
        String part = Names.type(Names.camel(member));
        String single = !item || !part.endsWith("s") ? part : part.substring(0, part.length() - 1);
        return owner.equals(single + "List") ? single : owner + single;
    }

    private static boolean isTyped(JsonNode schema) {
        return schema.path("properties").isObject()
                && !schema.path("properties").isEmpty()
                && !schema.has("$ref")
                && !schema.path("x-map").asBoolean()
                && ValueType.mainType(schema).equals("object");
    }

    /** What it is called does not matter, nor whether it may be null. */
    private static JsonNode key(JsonNode schema) {
        return schema.path("properties");
    }

    /** The class of an object described in place; null when it has none. */
    @Nullable
    ClassName of(JsonNode schema) {
        return isTyped(schema) ? names.get(key(schema)) : null;
    }

    /** Every class by its name, with its schema. */
    Map<String, JsonNode> schemas() {
        return schemas;
    }
}
