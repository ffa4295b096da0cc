package dev.gatehouse.contract.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merges the contract's files, added one by one, into one OpenAPI document. */
final class ContractMerger {
    private static final Set<String> FILE_KEYS =
            Set.of("tag", "description", "x-client", "paths", "schemas", "responses");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final ArrayNode tags;
    private final ObjectNode paths;
    private final ObjectNode schemas;
    private final ObjectNode commonResponses;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> operationIds = new HashSet<>();

    ContractMerger() {
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Gatehouse Management API")
                .put("version", "2.0")
                .put("description", "The Management API v2 of a tenant.");
        document.putArray("servers").addObject().put("url", "/api/v2");
        tags = document.putArray("tags");
        paths = document.putObject("paths");
        ObjectNode components = document.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT");
        commonResponses = components.putObject("responses");
        schemas = components.putObject("schemas");
        schemas.set("Error", OperationShorthand.errorSchema());
    }

    void add(String file, ObjectNode resource) {
        for (Map.Entry<String, JsonNode> entry : resource.properties()) {
            if (!FILE_KEYS.contains(entry.getKey())) {
                faults.add(file + ": unknown key '" + entry.getKey() + "'");
            }
        }
        String tag = resource.path("tag").asText();
        if (!tag.isEmpty()) {
            ObjectNode added = tags.addObject().put("name", tag);
            if (resource.has("description")) {
                added.set("description", resource.get("description"));
            }
        }
        resource.path("responses")
                .properties()
                .forEach(refusal ->
                        commonResponses.set(refusal.getKey(), OperationShorthand.refusal(refusal.getValue())));
        boolean inClient = resource.path("x-client").asBoolean(true);
        resource.path("paths")
                .properties()
                .forEach(path -> addPath(file, tag, inClient, path.getKey(), path.getValue()));
        resource.path("schemas").properties().forEach(schema -> addSchema(file, schema.getKey(), schema.getValue()));
    }

    private void addPath(String file, String tag, boolean inClient, String path, JsonNode item) {
        ObjectNode operations = paths.withObjectProperty(path);
        for (Map.Entry<String, JsonNode> entry : item.properties()) {
            String method = entry.getKey();
            if (method.equals("parameters")) {
                continue;
            }
            String place = file + ": " + method + " " + path;
            if (!METHODS.contains(method) || operations.has(method)) {
                faults.add(place + ": not a method, or described twice");
                continue;
            }
            OperationShorthand form =
                    new OperationShorthand(place, (ObjectNode) entry.getValue(), item.path("parameters"), faults);
            ObjectNode operation = form.expand(path, tag);
            if (!operationIds.add(operation.path("operationId").asText())) {
                faults.add(place + ": operationId is missing or used twice");
            }
            if (!inClient) {
                operation.put("x-client", false);
            }
            operations.set(method, operation);
        }
    }

    private void addSchema(String file, String name, JsonNode schema) {
        if (schemas.has(name)) {
            faults.add(file + ": schema " + name + " is described twice");
        }
        schemas.set(name, schema.deepCopy());
    }

    ObjectNode document() {
        schemas.properties().forEach(schema -> inheritBase(schema.getKey(), (ObjectNode) schema.getValue()));
        resolve(document);
        new ReadOnlyMembers(document).mark();
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("The contract contradicts itself:\n  " + String.join("\n  ", faults));
        }
        return document;
    }

    /** The bases' properties come first, in their order; the schema's own replace those of the same name. */
    private void inheritBase(String name, ObjectNode schema) {
        JsonNode names = schema.get("x-base");
        if (names == null) {
            return;
        }
        ObjectNode properties = schema.objectNode();
        for (JsonNode baseName : names.isArray() ? names : schema.arrayNode().add(names)) {
            if (!(schemas.get(baseName.asText()) instanceof ObjectNode base)) {
                faults.add("schema " + name + ": no base " + baseName.asText());
                continue;
            }
            inheritBase(baseName.asText(), base);
            base.withObjectProperty("properties")
                    .properties()
                    .forEach(taken ->
                            properties.set(taken.getKey(), taken.getValue().deepCopy()));
        }
        schema.path("properties").properties().forEach(own -> properties.set(own.getKey(), own.getValue()));
        schema.set("properties", properties);
    }

    private void resolve(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("$ref").isTextual()) {
            String ref = object.get("$ref").asText();
            String name = ref.substring(ref.lastIndexOf('/') + 1);
            if (!schemas.has(name)) {
                faults.add("no schema " + name);
            }
            object.put("$ref", "#/components/schemas/" + name);
        }
        if (node instanceof ObjectNode object && object.has("x-schema-by")) {
            addAlternatives(object);
        }
        node.forEach(this::resolve);
    }

    /** Tools that know nothing of {@code x-schema-by} read that the value has one of these schemas. */
    private static void addAlternatives(ObjectNode object) {
        Set<String> names = new LinkedHashSet<>();
        object.path("x-schema-by").forEach(byValue -> byValue.forEach(name -> names.add(name.asText())));
        ArrayNode alternatives = object.putArray("anyOf");
        names.forEach(name -> alternatives.addObject().put("$ref", name));
    }
}
