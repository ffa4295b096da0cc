package dev.gatehouse.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The merged OpenAPI document of an API, and the operations read from it. Thread-safe; its JSON is not to be changed. */
public final class Contract {
    private static final String REFERENCE_PREFIX = "#/components/schemas/";

    private final ObjectNode document;
    private final List<Operation> operations;

    /** Reads the operations of an OpenAPI document made by the contract's build. */
    public Contract(ObjectNode document) {
        this.document = document;
        List<Operation> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                found.add(Operation.of(path.getKey(), method.getKey(), (ObjectNode) method.getValue()));
            }
        }
        operations = List.copyOf(found);
    }

    /** The Management API, from the class path. */
    public static Contract management() {
        try (InputStream in = Contract.class.getResourceAsStream("management.json")) {
            if (in == null) {
                throw new IllegalStateException("management.json is not on the class path: build the contract module");
            }
            return new Contract((ObjectNode) new JsonMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The part that the client is generated from: operations without {@code x-client: false}, and their schemas. */
    public Contract forClient() {
        ObjectNode part = document.deepCopy();
        part.path("paths")
                .forEach(path -> ((ObjectNode) path)
                        .properties()
                        .removeIf(method -> !method.getValue().path("x-client").asBoolean(true)));
        Set<String> used = new HashSet<>();
        collect(part.path("paths"), used);
        ((ObjectNode) part.path("components").path("schemas"))
                .properties()
                .removeIf(schema -> !used.contains(schema.getKey()));
        return new Contract(part);
    }

    /** The names of the schemas that {@code node} refers to or is based on, those of references included. */
    private void collect(JsonNode node, Set<String> names) {
        JsonNode bases = node.path("x-base");
        for (JsonNode base : bases.isArray() ? bases : List.of(bases)) {
            if (base.isTextual() && names.add(base.asText())) {
                collect(schema(base.asText()), names);
            }
        }
        if (node instanceof ObjectNode reference && reference.path("$ref").isTextual()) {
            String name = referredName(reference);
            if (names.add(name)) {
                collect(schema(name), names);
            }
        }
        node.forEach(each -> collect(each, names));
    }

    /** The whole OpenAPI 3.1 document. */
    public ObjectNode document() {
        return document;
    }

    /** Every operation, in the document's order. */
    public List<Operation> operations() {
        return operations;
    }

    /**
     * The schema named {@code name}, as in {@code Role}.
     *
     * @throws IllegalArgumentException when there is none
     */
    public ObjectNode schema(String name) {
        if (document.path("components").path("schemas").get(name) instanceof ObjectNode schema) {
            return schema;
        }
        throw new IllegalArgumentException("no schema " + name + " in the contract");
    }

    /** The schema itself, or the one it refers to by {@code $ref}. */
    public ObjectNode resolve(ObjectNode schema) {
        return schema.has("$ref") ? schema(referredName(schema)) : schema;
    }

    /** The name of the schema that {@code reference} refers to by its {@code $ref}. */
    public static String referredName(ObjectNode reference) {
        return reference.path("$ref").asText().substring(REFERENCE_PREFIX.length());
    }

    /** The codes of the errors that every operation can return, whatever it does. */
    public Set<String> errors() {
        return Operation.errors(document.path("components").path("responses"));
    }

    /** Every scope that some operation asks for, sorted. */
    public List<String> scopes() {
        return operations.stream()
                .flatMap(operation -> operation.scopes().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
