package dev.gatehouse.server.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Excerpt;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.Window;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.time.WireTime;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The modules that actions share, their versions, and the actions that use them. Thread-safe. */
public final class ActionModuleStore {
    private static final List<String> VERSIONED = List.of("code", "dependencies", "secrets");

    private final DocumentCollection<ActionModule> modules;
    private final DocumentCollection<ActionModuleVersion> versions;
    private final DocumentCollection<Action> actions;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public ActionModuleStore(DocumentStore documents, Identifiers identifiers, InstantSource clock) {
        modules = documents.of(ActionModule.KIND, ActionModule::new);
        versions = documents.of(ActionModuleVersion.KIND, ActionModuleVersion::new);
        actions = documents.of(Action.KIND, Action::new);
        this.identifiers = identifiers;
        this.clock = clock;
    }

    public DocumentCollection<ActionModule> modules() {
        return modules;
    }

    private String now() {
        return WireTime.of(clock.instant());
    }

    /**
     * Creates a module, and publishes it where {@code publish} is sent as true.
     *
     * @throws dev.gatehouse.server.error.Rejection when its name is taken, or a secret is named twice
     */
    public ActionModule create(Transaction tx, ObjectNode sent) {
        String now = now();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", ActionModule.KIND.newId(identifiers));
        json.putArray("dependencies");
        json.setAll(sent);
        json.remove("publish");
        json.set("secrets", ActionSecrets.changed(JsonNodeFactory.instance.arrayNode(), sent.path("secrets"), now));
        json.put("created_at", now).put("updated_at", now).put("all_changes_published", false);
        ActionModule module = modules.insert(tx, json);
        if (sent.path("publish").asBoolean()) {
            publish(tx, module.id());
        }
        return modules.require(tx, module.id());
    }

    /**
     * Changes the draft of a module; what is published stays as it is.
     *
     * @param change changes the stored module as {@code sent} says
     * @throws dev.gatehouse.server.error.Rejection when there is none, or it would break a rule
     */
    public ActionModule update(Transaction tx, String id, ObjectNode sent, Consumer<ObjectNode> change) {
        ObjectNode json = modules.require(tx, id).json();
        JsonNode before = json.path("secrets").deepCopy();
        change.accept(json);
        if (sent.has("secrets")) {
            json.set("secrets", ActionSecrets.changed(before, sent.path("secrets"), now()));
        }
        json.put("updated_at", now()).put("all_changes_published", false);
        return modules.update(tx, json);
    }

    /**
     * Deletes a module with its versions.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is none, or an action uses it
     */
    public void delete(Transaction tx, String id) {
        modules.requireExists(tx, id);
        if (!users(tx, id).isEmpty()) {
            throw ErrorCode.ACTION_MODULE_IN_USE.refuse();
        }
        modules.delete(tx, id);
    }

    /** Publishes the draft of a module as a version. */
    public ActionModuleVersion publish(Transaction tx, String id) {
        ActionModule module = modules.require(tx, id);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", ActionModuleVersion.KIND.newId(identifiers))
                .put("module_id", id)
                .put("version_number", versions.count(tx, Map.of("module_id", id)) + 1);
        copyVersioned(module.json(), json);
        json.put("created_at", now());
        ActionModuleVersion version = versions.insert(tx, json);
        module.json().put(ActionModule.LATEST, version.id()).put("all_changes_published", true);
        modules.update(tx, module.json());
        return version;
    }

    /**
     * Makes the draft of a module like an earlier version.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is no such module or version
     */
    public ActionModule rollBack(Transaction tx, String id, String versionId) {
        ActionModule module = modules.require(tx, id);
        ActionModuleVersion version = requireVersion(tx, id, versionId);
        copyVersioned(version.json(), module.json());
        boolean isLatest = versionId.equals(module.text(ActionModule.LATEST, ""));
        module.json().put("updated_at", now()).put("all_changes_published", isLatest);
        return modules.update(tx, module.json());
    }

    private static void copyVersioned(ObjectNode from, ObjectNode to) {
        for (String member : VERSIONED) {
            if (from.has(member)) {
                to.set(member, from.get(member).deepCopy());
            } else {
                to.remove(member);
            }
        }
    }

    /** The version that was published last; empty while none is. */
    public Optional<ActionModuleVersion> latest(Transaction tx, ActionModule module) {
        return versions.find(tx, module.text(ActionModule.LATEST, ""));
    }

    /** The versions of a module, the newest first. */
    public Slice<ActionModuleVersion> versions(Transaction tx, String id, Window window) {
        modules.requireExists(tx, id);
        List<ActionModuleVersion> all = versions.all(tx, Map.of("module_id", id)).stream()
                .sorted(Comparator.comparing(ActionModuleVersion::number, Comparator.reverseOrder()))
                .toList();
        return Slice.of(all, window);
    }

    /**
     * A version of a module.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is no such module or version
     */
    public ActionModuleVersion requireVersion(Transaction tx, String id, String versionId) {
        modules.requireExists(tx, id);
        return versions.find(tx, versionId)
                .filter(version -> version.moduleId().equals(id))
                .orElseThrow(ErrorCode.INEXISTENT_ACTION_VERSION::refuse);
    }

    /** The actions that use a module, oldest first. */
    public List<Action> users(Transaction tx, String id) {
        return actions.all(tx, Map.of("module", id));
    }

    /** A version, by its id alone; empty when there is none. */
    public Optional<ActionModuleVersion> version(Transaction tx, String versionId) {
        return versions.find(tx, versionId);
    }

    /**
     * Names the modules and versions that an action refers to by their ids.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is no such module or version
     */
    void complete(Transaction tx, JsonNode references) {
        for (JsonNode each : references) {
            String moduleId = each.path("module_id").asText();
            String versionId = each.path("module_version_id").asText();
            ActionModule module = modules.find(tx, moduleId)
                    .orElseThrow(() ->
                            ErrorCode.BAD_REQUEST.refuse("The module " + Excerpt.of(moduleId) + " does not exist"));
            ActionModuleVersion version = versions.find(tx, versionId)
                    .filter(known -> known.moduleId().equals(moduleId))
                    .orElseThrow(() -> ErrorCode.BAD_REQUEST.refuse(
                            "The module's version " + Excerpt.of(versionId) + " does not exist"));
            ((ObjectNode) each)
                    .put("module_name", module.text("name", ""))
                    .put("module_version_number", version.number());
        }
    }

    /** Takes the values of secrets out of what is shown. */
    public static ObjectNode withoutSecrets(ObjectNode shown) {
        ActionSecrets.hide(shown);
        return shown;
    }
}
