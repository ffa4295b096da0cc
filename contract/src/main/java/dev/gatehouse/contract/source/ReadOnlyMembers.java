package dev.gatehouse.contract.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Marks what the server alone decides: members of a resource that no request takes which answers with it, such as its id and
 * the times of its changes, are {@code readOnly}. So no file says it of each member, and none can forget to.
 */
final class ReadOnlyMembers {
    private static final Set<String> CHANGES = Set.of("post", "put", "patch");

    private final ObjectNode document;
    private final Map<String, Set<String>> taken = new HashMap<>();

    ReadOnlyMembers(ObjectNode document) {
        this.document = document;
    }

    /** Marks them in the document itself, whose references are spelled out. */
    void mark() {
        document.path("paths")
                .forEach(path -> path.properties().stream()
                        .filter(operation -> CHANGES.contains(operation.getKey()))
                        .forEach(operation -> take(operation.getValue())));
        taken.forEach((resource, members) -> schema(resource)
                .path("properties")
                .properties()
                .forEach(member -> {
                    if (!members.contains(member.getKey())) {
                        ((ObjectNode) member.getValue()).put("readOnly", true);
                    }
                }));
    }

    private void take(JsonNode operation) {
        JsonNode body = operation.at("/requestBody/content/application~1json/schema");
        for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
            String resource = resource(response.getValue().at("/content/application~1json/schema"));
            if (response.getKey().startsWith("2") && resource != null && body.isObject()) {
                Set<String> members = taken.computeIfAbsent(resource, name -> new HashSet<>());
                schemaOf(body).path("properties").fieldNames().forEachRemaining(members::add);
            }
        }
    }

    /** The name of the schema of a response, or of the items of its list; null when it has none. */
    private @Nullable String resource(JsonNode schema) {
        if (schema.path("$ref").isTextual()) {
            return name(schema);
        }
        if (schema.path("oneOf").isArray()) {
            return resource(schema.path("oneOf").path(0));
        }
        return schema.path("items").isObject() ? resource(schema.path("items")) : null;
    }

    private JsonNode schemaOf(JsonNode body) {
        String name = resource(body);
        return name == null ? body : schema(name);
    }

    private JsonNode schema(String name) {
        return document.path("components").path("schemas").path(name);
    }

    private static String name(JsonNode reference) {
        String ref = reference.path("$ref").asText();
        return ref.substring(ref.lastIndexOf('/') + 1);
    }
}
