package dev.gatehouse.server.action;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.Transaction;
import java.util.List;
import java.util.Locale;

/** Actions, versions and bindings as they are shown: put together of each other, and without the values of secrets. */
public final class ActionSummaries {
    private static final List<String> BASE = List.of("id", "name", "supported_triggers", "created_at", "updated_at");

    private final ActionStore store;

    public ActionSummaries(ActionStore store) {
        this.store = store;
    }

    /** An action with the version that runs. */
    public ObjectNode action(Transaction tx, Action action) {
        ObjectNode shown = action.json().deepCopy();
        ActionSecrets.hide(shown);
        addDeployed(tx, action, shown);
        return shown;
    }

    private void addDeployed(Transaction tx, Action action, ObjectNode shown) {
        store.deployed(tx, action).ifPresent(version -> {
            shown.set("current_version", current(version));
            shown.set("deployed_version", body(version, true));
        });
    }

    /** In the form of older clients of the API. */
    private static ObjectNode current(ActionVersion version) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", version.id())
                .put("code", version.text("code", ""))
                .put("runtime", version.text("runtime", ""))
                .put("status", version.text("status", "").toUpperCase(Locale.ROOT))
                .put("number", version.number())
                .put("build_time", version.text("built_at", ""))
                .put("created_at", version.text("created_at", ""))
                .put("updated_at", version.text("updated_at", ""));
    }

    private static ObjectNode body(ActionVersion version, boolean deployed) {
        ObjectNode shown = version.json().deepCopy();
        ActionSecrets.hide(shown);
        shown.remove("action_id");
        return shown.put("deployed", deployed);
    }

    /** A version with its action in short. */
    public ObjectNode version(Action action, ActionVersion version) {
        boolean deployed = version.id().equals(action.deployedVersion());
        ObjectNode shown = body(version, deployed);
        shown.set("action", base(action));
        return shown;
    }

    private static ObjectNode base(Action action) {
        return action.json().deepCopy().retain(BASE).put("all_changes_deployed", false);
    }

    /** A binding with its action. */
    public ObjectNode binding(Transaction tx, ActionBinding binding) {
        Action action = store.actions().require(tx, binding.actionId());
        ObjectNode shown = binding.json().deepCopy();
        shown.remove(List.of("action_id", "position"));
        ObjectNode summary = base(action);
        addDeployed(tx, action, summary);
        shown.set("action", summary);
        return shown;
    }
}
