package dev.gatehouse.server.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.server.api.validation.Schema.Merge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Compiles the contract's schemas, each at its first use: a start does not wait for those nobody asks for. */
public final class Schemas {
    private final Contract contract;
    private final Map<String, Schema> byName = new ConcurrentHashMap<>();

    public Schemas(Contract contract) {
        this.contract = contract;
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

    private Schema compile(ObjectNode source) {
        Map<String, Schema> properties = new LinkedHashMap<>();
        Map<String, JsonNode> defaults = new HashMap<>();
        source.path("properties").properties().forEach(p -> {
            ObjectNode property = (ObjectNode) p.getValue();
            properties.put(p.getKey(), compileInPlace(property));
            if (property.has("default")) {
                defaults.put(p.getKey(), property.get("default"));
            }
        });
        List<Schema.Rule> rules = new ArrayList<>();
        ValueRules.addTo(rules, source);
        ObjectRules.addTo(rules, source, properties, this::compileInPlace);
        if (!SchemaBySibling.decides(source)) {
            CombinationRules.addTo(rules, source, this::compileInPlace);
        }
        Schema items = source.get("items") instanceof ObjectNode each ? compileInPlace(each) : null;
        return new Schema(
                source.path("description").asText(),
                rules,
                SchemaBySibling.in(source, name -> lazily(name, "")),
                properties,
                defaults,
                items,
                merge(source, properties));
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
