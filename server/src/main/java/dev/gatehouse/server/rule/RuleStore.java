package dev.gatehouse.server.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Rules and the order they run in. Thread-safe. */
public final class RuleStore {
    private final DocumentCollection<Rule> rules;

    public RuleStore(DocumentStore documents) {
        rules = documents.of(Rule.KIND, Rule::new);
    }

    /** The rules themselves. */
    public DocumentCollection<Rule> rules() {
        return rules;
    }

    /** The rules with these key values, in the order they run. */
    public List<Rule> inOrder(Transaction tx, Map<String, String> keys) {
        return rules.all(tx, keys).stream()
                .sorted(Comparator.comparingDouble(Rule::order))
                .toList();
    }

    /** Completes a new rule: it is enabled and runs last unless it says otherwise. */
    public void prepareNew(Transaction tx, ObjectNode json) {
        double last =
                rules.all(tx, Map.of()).stream().mapToDouble(Rule::order).max().orElse(0);
        if (!json.has("enabled")) {
            json.put("enabled", true);
        }
        if (!json.has("order")) {
            json.put("order", (long) Math.floor(last) + 1);
        }
        if (!json.has("stage")) {
            json.put("stage", "login_success");
        }
        requireOwnPlace(tx, json);
    }

    /**
     * Checks that no other rule has the same place.
     *
     * @throws dev.gatehouse.server.error.Rejection when one has
     */
    public void requireOwnPlace(Transaction tx, ObjectNode json) {
        Rule rule = new Rule(json);
        boolean taken = rules.all(tx, Map.of()).stream()
                .anyMatch(other -> other.order() == rule.order() && !other.id().equals(rule.id()));
        if (taken) {
            throw ErrorCode.RULE_CONFLICT.refuse("A rule with the same order already exists");
        }
    }
}
