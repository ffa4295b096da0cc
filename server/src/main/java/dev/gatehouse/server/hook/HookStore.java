package dev.gatehouse.server.hook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import java.util.Collection;

/** Hooks with their secrets. Thread-safe. */
public final class HookStore {
    private final DocumentCollection<Hook> hooks;
    private final DocumentCollection<HookSecrets> secrets;

    public HookStore(DocumentStore documents) {
        hooks = documents.of(Hook.KIND, Hook::new);
        secrets = documents.of(HookSecrets.KIND, HookSecrets::new);
    }

    /** The hooks themselves. */
    public DocumentCollection<Hook> hooks() {
        return hooks;
    }

    /** Completes a new hook: it does not run, and needs no packages, unless it says otherwise. */
    public void prepareNew(ObjectNode json) {
        prepare(json);
        if (!json.has("enabled")) {
            json.put("enabled", false);
        }
        if (!json.has("dependencies")) {
            json.putObject("dependencies");
        }
    }

    /** Writes the name of a hook as the API keeps it. */
    public void prepare(ObjectNode json) {
        json.put("name", HookName.of(json.path("name").asText()));
    }

    /**
     * The secrets of a hook.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is no such hook
     */
    public HookSecrets secrets(Transaction tx, String hookId) {
        hooks.requireExists(tx, hookId);
        return secrets.find(tx, hookId)
                .orElseGet(() ->
                        new HookSecrets(JsonNodeFactory.instance.objectNode().put("hook_id", hookId)));
    }

    /**
     * Adds secrets, and replaces those of the same names.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is no such hook, or it would have too many
     */
    public void setSecrets(Transaction tx, String hookId, ObjectNode values) {
        HookSecrets changed = secrets(tx, hookId);
        changed.values().setAll(values);
        if (changed.values().size() > HookSecrets.MAX) {
            throw ErrorCode.BAD_REQUEST.refuse("A hook has at most " + HookSecrets.MAX + " secrets");
        }
        secrets.put(tx, changed.json());
    }

    /**
     * Takes secrets away; that there is none of a name is no error.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is no such hook
     */
    public void removeSecrets(Transaction tx, String hookId, Collection<String> names) {
        HookSecrets changed = secrets(tx, hookId);
        changed.values().remove(names);
        secrets.put(tx, changed.json());
    }
}
