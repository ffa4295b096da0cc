package dev.gatehouse.server.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A schema of the contract, ready to check values with. Immutable and thread-safe. */
public final class Schema {
    private final String description;
    private final List<Rule> rules;
    private final Map<String, Schema> properties;
    private final Map<String, JsonNode> defaults;
    private final @Nullable Supplier<Schema> referred;

    Schema(String description, List<Rule> rules, Map<String, Schema> properties, Map<String, JsonNode> defaults) {
        this(description, rules, properties, defaults, null);
    }

    private Schema(
            String description,
            List<Rule> rules,
            Map<String, Schema> properties,
            Map<String, JsonNode> defaults,
            @Nullable Supplier<Schema> referred) {
        this.description = description;
        this.rules = List.copyOf(rules);
        this.properties = Map.copyOf(properties);
        this.defaults = Map.copyOf(defaults);
        this.referred = referred;
    }

    /** Stands for another schema, which is looked up when a value is there to check. */
    static Schema reference(String description, Supplier<Schema> referred) {
        List<Rule> rules = List.of((schema, value, property) -> referred.get().check(value, property));
        return new Schema(description, rules, Map.of(), Map.of(), referred);
    }

    /** The first violation in {@code value}, or null when it is valid. */
    public @Nullable Violation check(JsonNode value) {
        return check(value, "");
    }

    /**
     * The first violation, {@code property} being the place of {@code value}.
     *
     * @param property as in {@code identities[0].provider}; empty for the whole
     */
    public @Nullable Violation check(JsonNode value, String property) {
        for (Rule rule : rules) {
            Violation violation = rule.check(this, value, property);
            if (violation != null) {
                return violation;
            }
        }
        return null;
    }

    /** Adds to {@code value} every property that is absent and has a default, also in the objects below it. */
    public void addDefaults(ObjectNode value) {
        if (referred != null) {
            referred.get().addDefaults(value);
            return;
        }
        defaults.forEach((name, otherwise) -> {
            if (!value.has(name)) {
                value.set(name, otherwise.deepCopy());
            }
        });
        properties.forEach((name, schema) -> {
            if (value.get(name) instanceof ObjectNode object) {
                schema.addDefaults(object);
            }
        });
    }

    Violation violation(String rule, String property) {
        return new Violation(rule, property, description);
    }

    /** One keyword of a schema. */
    @FunctionalInterface
    interface Rule {
        @Nullable
        Violation check(Schema schema, JsonNode value, String property);
    }
}
