package dev.gatehouse.server.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A schema of the contract, ready to check values with. Immutable and thread-safe. */
public final class Schema {
    /** More would be no help, and a response is no echo of a large request. */
    private static final int MAX_VIOLATIONS = 20;

    /** Of an object whose keys are free. */
    private static final Schema NO_MEMBERS = new Schema("", List.of(), Members.NONE, null, Merge.KEYS);

    private final String description;
    private final List<Rule> rules;
    private final Members members;
    private final @Nullable Schema items;
    private final Merge merge;
    private final @Nullable Supplier<Schema> referred;

    Schema(String description, List<Rule> rules, Members members, @Nullable Schema items, Merge merge) {
        this(description, rules, members, items, merge, null);
    }

    private Schema(
            String description,
            List<Rule> rules,
            Members members,
            @Nullable Schema items,
            Merge merge,
            @Nullable Supplier<Schema> referred) {
        this.description = description;
        this.rules = List.copyOf(rules);
        this.members = members;
        this.items = items;
        this.merge = merge;
        this.referred = referred;
    }

    /** Stands for another schema, which is looked up when a value is there to check. */
    static Schema reference(String description, Supplier<Schema> referred) {
        List<Rule> rules =
                List.of((schema, value, property, found) -> referred.get().check(value, property, found));
        return new Schema(description, rules, Members.NONE, null, Merge.REPLACE, referred);
    }

    /** What is wrong with {@code value}; empty when it is valid. */
    public List<Violation> check(JsonNode value) {
        return check(value, "");
    }

    /**
     * What is wrong, {@code property} being the place of {@code value}: of each object and list the last member first, as the
     * API reports it, and at most {@value #MAX_VIOLATIONS}.
     *
     * @param property as in {@code identities[0].provider}; empty for the whole
     */
    public List<Violation> check(JsonNode value, String property) {
        Violations found = new Violations(MAX_VIOLATIONS);
        check(value, property, found);
        return found.list();
    }

    /** Whether there is nothing wrong with {@code value}. */
    boolean accepts(JsonNode value) {
        Violations found = new Violations(1);
        check(value, "", found);
        return found.count() == 0;
    }

    void check(JsonNode value, String property, Violations found) {
        for (Rule rule : rules) {
            if (found.isFull()) {
                return;
            }
            rule.check(this, value, property, found);
        }
        checkBySibling(value, value, property, found);
    }

    /**
     * What is wrong with a change of {@code target} that only {@code target} can tell: in members whose schema is decided by
     * one beside them, which the change does not name.
     */
    public List<Violation> checkChange(ObjectNode target, JsonNode patch) {
        Violations found = new Violations(MAX_VIOLATIONS);
        if (referred == null) {
            checkBySibling(target, patch, "", found);
            return found.list();
        }
        return referred.get().checkChange(target, patch);
    }

    private void checkBySibling(JsonNode deciding, JsonNode value, String property, Violations found) {
        for (SchemaBySibling each : members.bySibling()) {
            each.check(deciding, value, property, found);
        }
    }

    /** Adds to {@code value} every property that is absent and has a default, also in the objects below it. */
    public void addDefaults(ObjectNode value) {
        if (referred != null) {
            referred.get().addDefaults(value);
            return;
        }
        members.defaults().forEach((name, otherwise) -> {
            if (!value.has(name)) {
                value.set(name, otherwise.deepCopy());
            }
        });
        members.schemas().forEach((name, schema) -> {
            if (value.get(name) instanceof ObjectNode object) {
                schema.addDefaults(object);
            }
        });
    }

    /**
     * Changes {@code target} as {@code patch} says: an object of fixed shape is merged member by member at every depth, null
     * takes a member away, and everything else is replaced. What was sent gets the defaults for what it lacks. What the server
     * alone decides is passed over.
     */
    public void merge(ObjectNode target, ObjectNode patch) {
        if (referred != null) {
            referred.get().merge(target, patch);
            return;
        }
        patch.properties().forEach(change -> {
            String name = change.getKey();
            JsonNode value = change.getValue();
            if (members.readOnly().contains(name)) {
                return;
            }
            if (value.isNull()) {
                target.remove(name);
            } else if (value instanceof ObjectNode object) {
                mergeObject(target, name, object);
            } else {
                target.set(name, completed(name, value));
            }
        });
    }

    private void mergeObject(ObjectNode target, String name, ObjectNode change) {
        Schema schema = members.schemas().get(name);
        Merge how = schema == null ? Merge.REPLACE : schema.merge();
        ObjectNode before =
                target.get(name) instanceof ObjectNode object && how != Merge.REPLACE ? object : target.putObject(name);
        switch (how) {
            case MEMBERS -> Objects.requireNonNull(schema).merge(before, change);
            case KEYS -> NO_MEMBERS.merge(before, change);
            case REPLACE -> before.setAll(change);
        }
        if (schema != null) {
            schema.addDefaults(before);
        }
    }

    private JsonNode completed(String name, JsonNode value) {
        Schema schema = members.schemas().get(name);
        if (schema != null) {
            schema.completeItems(value);
        }
        return value;
    }

    /**
     * A value that was sent to make something new: without the members of fixed objects that are null, and with the defaults
     * for what it lacks.
     */
    public JsonNode complete(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode complete = object.objectNode();
            merge(complete, object);
            addDefaults(complete);
            return complete;
        }
        completeItems(value);
        return value;
    }

    private void completeItems(JsonNode value) {
        if (referred != null) {
            referred.get().completeItems(value);
        } else if (items != null && value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, items.complete(array.get(i)));
            }
        }
    }

    private Merge merge() {
        return referred == null ? merge : referred.get().merge();
    }

    /**
     * What a schema says of the members of an object.
     *
     * @param schemas by the names of the members
     * @param defaults the values of those that were not sent
     * @param readOnly those that the server alone decides
     * @param bySibling those whose schema a member beside them decides
     */
    record Members(
            Map<String, Schema> schemas,
            Map<String, JsonNode> defaults,
            Set<String> readOnly,
            List<SchemaBySibling> bySibling) {
        static final Members NONE = new Members(Map.of(), Map.of(), Set.of(), List.of());

        Members {
            schemas = Map.copyOf(schemas);
            defaults = Map.copyOf(defaults);
            readOnly = Set.copyOf(readOnly);
            bySibling = List.copyOf(bySibling);
        }
    }

    /** How an object is changed by one that is sent for it. */
    enum Merge {
        /** Member by member, by their schemas. */
        MEMBERS,
        /** Key by key. */
        KEYS,
        /** As a whole. */
        REPLACE
    }

    Violation violation(String rule, String property) {
        return new Violation(rule, property, description);
    }

    /** One keyword of a schema. */
    @FunctionalInterface
    interface Rule {
        void check(Schema schema, JsonNode value, String property, Violations found);
    }
}
