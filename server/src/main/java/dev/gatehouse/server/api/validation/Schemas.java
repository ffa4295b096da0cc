package dev.gatehouse.server.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.server.api.validation.Schema.Merge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compiles the contract's schemas, each at its first use: a start does not wait for those nobody asks for. A request has no
 * members that are {@code readOnly}; a response need not have those that are {@code writeOnly}.
 */
public final class Schemas {
    private final Contract contract;
    private final boolean responses;
    private final Map<String, Schema> byName = new ConcurrentHashMap<>();

    private Schemas(Contract contract, boolean responses) {
        this.contract = contract;
        this.responses = responses;
    }

    /** To check what is sent. */
    public static Schemas ofRequests(Contract contract) {
        return new Schemas(contract, false);
    }

    /** To check what is answered. */
    public static Schemas ofResponses(Contract contract) {
        return new Schemas(contract, true);
    }

    /**
     * The schema of that name in the contract.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Schema named(String name) {
        Schema known = byName.get(name);
        if (known == null) {
            known = compile(contract.schema(name));
            byName.put(name, known);
        }
        return known;
    }

    /** Compiles a schema that stands in the contract; keep what it returns. */
    public Schema of(ObjectNode source) {
        return source.has("$ref") ? named(Contract.referredName(source)) : compile(source);
    }

    /**
     * Compiles the schema of a change to what is made with {@code creation}: null takes no member away that has to be there
     * when it is made.
     */
    public Schema ofChange(ObjectNode change, ObjectNode creation) {
        return compile(contract.resolve(change), required(contract.resolve(creation)));
    }

    private Schema compile(ObjectNode source) {
        return compile(source, Set.of());
    }

    /**
     * @param lasting members that may be absent, but not be null
     */
    private Schema compile(ObjectNode source, Set<String> lasting) {
        Map<String, Schema> properties = new LinkedHashMap<>();
        Map<String, JsonNode> defaults = new HashMap<>();
        Set<String> readOnly = new HashSet<>();
        source.path("properties").properties().forEach(p -> {
            ObjectNode property = (ObjectNode) p.getValue();
            if (!responses && property.path("readOnly").asBoolean()) {
                readOnly.add(p.getKey());
                return;
            }
            properties.put(p.getKey(), compileInPlace(property));
            if (property.has("default")) {
                defaults.put(p.getKey(), property.get("default"));
            }
        });
        List<Schema.Rule> rules = new ArrayList<>();
        ValueRules.addTo(rules, source);
        ObjectRules.addTo(rules, source, required(source), lasting, properties, this::compileInPlace);
        if (!SchemaBySibling.decides(source)) {
            CombinationRules.addTo(rules, source, this::compileInPlace);
        }
        Schema items = source.get("items") instanceof ObjectNode each ? compileInPlace(each) : null;
        return new Schema(
                source.path("description").asText(),
                rules,
                new Schema.Members(
                        properties, defaults, readOnly, SchemaBySibling.in(source, name -> lazily(name, ""))),
                items,
                merge(source, properties));
    }

    private Set<String> required(ObjectNode source) {
        Set<String> required = new LinkedHashSet<>();
        for (JsonNode name : source.path("required")) {
            String absent = responses ? "writeOnly" : "readOnly";
            if (!source.path("properties").path(name.asText()).path(absent).asBoolean()) {
                required.add(name.asText());
            }
        }
        return required;
    }

    /** An object of fixed shape is merged member by member, and one with free keys replaced, unless the contract says else. */
    private static Merge merge(ObjectNode source, Map<String, Schema> properties) {
        return switch (source.path("x-merge").asText()) {
            case "replace" -> Merge.REPLACE;
            case "keys" -> Merge.KEYS;
            case "" -> properties.isEmpty() ? Merge.REPLACE : Merge.MEMBERS;
            default -> throw new IllegalStateException("x-merge is replace or keys: " + source.path("x-merge"));
        };
    }

    private Schema compileInPlace(ObjectNode source) {
        if (source.has("$ref")) {
            return lazily(
                    Contract.referredName(source), source.path("description").asText());
        }
        return compile(source);
    }

    /** A schema may contain itself, so a reference is followed only when a value is there to check. */
    private Schema lazily(String name, String description) {
        return Schema.reference(description, () -> named(name));
    }
}
