package dev.gatehouse.server.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.time.WireTime;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Actions and their versions. Thread-safe. */
public final class ActionStore {
    private static final List<String> VERSIONED =
            List.of("code", "runtime", "dependencies", "secrets", "supported_triggers", "modules", "status", "errors");

    private final DocumentCollection<Action> actions;
    private final DocumentCollection<ActionVersion> versions;
    private final DocumentCollection<ActionBinding> bindings;
    private final ActionModuleStore modules;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public ActionStore(DocumentStore documents, Identifiers identifiers, InstantSource clock) {
        actions = documents.of(Action.KIND, Action::new);
        versions = documents.of(ActionVersion.KIND, ActionVersion::new);
        bindings = documents.of(ActionBinding.KIND, ActionBinding::new);
        modules = new ActionModuleStore(documents, identifiers, clock);
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** The actions themselves. */
    public DocumentCollection<Action> actions() {
        return actions;
    }

    private String now() {
        return WireTime.of(clock.instant());
    }

    /** The modules that actions share. */
    public ActionModuleStore modules() {
        return modules;
    }

    /**
     * Creates an action, and deploys it where {@code deploy} is sent as true and it was built.
     *
     * @param build what the build of its code came to
     * @throws dev.gatehouse.server.error.Rejection when it is for no trigger that there is, or its name is taken
     */
    public Action create(Transaction tx, ObjectNode sent, BuildResult build) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", Action.KIND.newId(identifiers));
        json.put("code", "").putArray("dependencies");
        json.setAll(sent);
        boolean deploy = json.path("deploy").asBoolean();
        json.remove("deploy");
        String now = now();
        json.put("created_at", now).put("updated_at", now);
        build.applyTo(json);
        json.set("secrets", ActionSecrets.changed(JsonNodeFactory.instance.arrayNode(), sent.path("secrets"), now));
        json.put("all_changes_deployed", false);
        Triggers.complete(json);
        modules.complete(tx, json.path("modules"));
        Action action = actions.insert(tx, json);
        if (deploy && build.error() == null) {
            deploy(tx, action.id());
        }
        return actions.require(tx, action.id());
    }

    /**
     * Changes an action; what is deployed stays as it is.
     *
     * @param change changes the stored action as {@code sent} says
     * @param build what the build of the code that was sent came to; null where none was sent
     * @throws dev.gatehouse.server.error.Rejection when there is none, or it would break a rule
     */
    public Action update(
            Transaction tx, String id, ObjectNode sent, Consumer<ObjectNode> change, @Nullable BuildResult build) {
        ObjectNode json = actions.require(tx, id).json();
        JsonNode before = json.path("secrets").deepCopy();
        change.accept(json);
        String now = now();
        if (sent.has("secrets")) {
            json.set("secrets", ActionSecrets.changed(before, sent.path("secrets"), now));
        }
        Triggers.complete(json);
        modules.complete(tx, json.path("modules"));
        if (build != null) {
            build.applyTo(json);
        }
        json.put("updated_at", now).put("all_changes_deployed", false);
        return actions.update(tx, json);
    }

    /**
     * Deletes an action with its versions and, where forced, its bindings.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is none, or it is bound and this is not forced
     */
    public void delete(Transaction tx, String id, boolean force) {
        actions.requireExists(tx, id);
        if (!force && bindings.count(tx, Map.of("action_id", id)) > 0) {
            throw ErrorCode.ACTION_BOUND.refuse();
        }
        actions.delete(tx, id);
    }

    /**
     * Makes a version of an action as it is now, and runs that from now on.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is none, or it was not built
     */
    public ActionVersion deploy(Transaction tx, String id) {
        Action action = actions.require(tx, id);
        if (!BuildResult.succeeded(action.json())) {
            throw ErrorCode.BAD_REQUEST.refuse("A draft must be in the 'built' state before it can be deployed.");
        }
        action.json().put("all_changes_deployed", true);
        return deploy(tx, action, action.json());
    }

    /**
     * Runs what an earlier version was from now on, as a new version.
     *
     * @param updateDraft whether the action itself becomes like that version, too
     * @throws dev.gatehouse.server.error.Rejection when there is no such action or version, or it was not built
     */
    public ActionVersion deployVersion(Transaction tx, String id, String versionId, boolean updateDraft) {
        Action action = actions.require(tx, id);
        ObjectNode earlier = requireVersion(tx, id, versionId).json();
        if (!BuildResult.succeeded(earlier)) {
            throw ErrorCode.BAD_REQUEST.refuse("A version must be in the 'built' state before it can be deployed.");
        }
        if (updateDraft) {
            VERSIONED.stream()
                    .filter(earlier::has)
                    .forEach(member -> action.json().set(member, earlier.get(member)));
            action.json().put("updated_at", now());
            new BuildResult(null).applyTo(action.json());
        }
        action.json().put("all_changes_deployed", updateDraft);
        return deploy(tx, action, earlier);
    }

    private ActionVersion deploy(Transaction tx, Action action, ObjectNode source) {
        ActionVersion version = insertVersion(tx, action, source);
        action.json().put(Action.DEPLOYED, version.id());
        actions.update(tx, action.json());
        return version;
    }

    /**
     * Makes a version of what was sent, without running it.
     *
     * @param build what the build of its code came to
     * @throws dev.gatehouse.server.error.Rejection when there is no such action
     */
    public ActionVersion createVersion(Transaction tx, String id, ObjectNode sent, BuildResult build) {
        Action action = actions.require(tx, id);
        ObjectNode source = action.json().deepCopy();
        source.setAll(sent);
        source.set("secrets", ActionSecrets.changed(action.at("secrets"), sent.path("secrets"), now()));
        Triggers.complete(source);
        build.applyTo(source);
        return insertVersion(tx, action, source);
    }

    private ActionVersion insertVersion(Transaction tx, Action action, ObjectNode source) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", ActionVersion.KIND.newId(identifiers))
                .put("action_id", action.id())
                .put("number", versions.count(tx, Map.of("action_id", action.id())) + 1);
        VERSIONED.stream()
                .filter(source::has)
                .forEach(member -> json.set(member, source.get(member).deepCopy()));
        json.path("dependencies").forEach(dependency -> ((ObjectNode) dependency).remove("registry_url"));
        String now = now();
        json.put("created_at", now).put("updated_at", now).put("built_at", now);
        return versions.insert(tx, json);
    }

    /** The versions of an action, the newest first. */
    public List<ActionVersion> versions(Transaction tx, String id) {
        actions.requireExists(tx, id);
        return versions.all(tx, Map.of("action_id", id)).stream()
                .sorted(Comparator.comparing(ActionVersion::number, Comparator.reverseOrder()))
                .toList();
    }

    /**
     * A version of an action.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is no such action or version
     */
    public ActionVersion requireVersion(Transaction tx, String id, String versionId) {
        actions.requireExists(tx, id);
        return versions.find(tx, versionId)
                .filter(version -> version.actionId().equals(id))
                .orElseThrow(ErrorCode.INEXISTENT_ACTION_VERSION::refuse);
    }

    /** The version of an action that runs; empty while none is deployed. */
    public Optional<ActionVersion> deployed(Transaction tx, Action action) {
        return Optional.ofNullable(action.deployedVersion()).flatMap(id -> versions.find(tx, id));
    }

    /** The actions that run at a trigger, in their order. */
    public List<ActionBinding> bindings(Transaction tx, String trigger) {
        requireTrigger(trigger);
        return bindings.all(tx, Map.of("trigger_id", trigger)).stream()
                .sorted(Comparator.comparingInt(ActionBinding::position))
                .toList();
    }

    private static void requireTrigger(String trigger) {
        if (!Triggers.exists(trigger)) {
            throw ErrorCode.INEXISTENT_ACTION_TRIGGER.refuse();
        }
    }

    /**
     * Sets which actions run at a trigger, in the order sent. A binding that stays keeps its id.
     *
     * @throws dev.gatehouse.server.error.Rejection when one is for another trigger, is not deployed or does not exist
     */
    public List<ActionBinding> bind(Transaction tx, String trigger, JsonNode sent) {
        List<ActionBinding> before = bindings(tx, trigger);
        bindings.deleteAll(tx, Map.of("trigger_id", trigger));
        int position = 0;
        for (JsonNode each : sent) {
            Action action = referred(tx, before, each.path("ref"));
            requireBindable(action, trigger);
            ObjectNode binding = before.stream()
                    .filter(known -> known.actionId().equals(action.id()))
                    .findFirst()
                    .map(ActionBinding::json)
                    .orElseGet(() -> newBinding(trigger, action));
            binding.put("position", position++).put("updated_at", now());
            binding.put("display_name", each.path("display_name").asText(action.name()));
            bindings.insert(tx, binding);
        }
        return bindings(tx, trigger);
    }

    private ObjectNode newBinding(String trigger, Action action) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", ActionBinding.KIND.newId(identifiers))
                .put("trigger_id", trigger)
                .put("action_id", action.id())
                .put("created_at", now());
    }

    private Action referred(Transaction tx, List<ActionBinding> before, JsonNode reference) {
        String value = reference.path("value").asText();
        Optional<Action> action = switch (reference.path("type").asText()) {
            case "action_id" -> actions.find(tx, value);
            case "action_name" -> actions.findBy(tx, "name", value);
            default ->
                before.stream()
                        .filter(binding -> binding.id().equals(value))
                        .findFirst()
                        .flatMap(binding -> actions.find(tx, binding.actionId()));
        };
        return action.orElseThrow(() -> ErrorCode.BAD_REQUEST.refuse("The action " + value + " does not exist"));
    }

    private static void requireBindable(Action action, String trigger) {
        if (!action.trigger().equals(trigger)) {
            throw ErrorCode.BAD_REQUEST.refuse(
                    "Trying to create a binding between an incompatible action and trigger.");
        }
        if (action.deployedVersion() == null) {
            throw ErrorCode.BAD_REQUEST.refuse(
                    "Trying to create a binding for an action that has not been deployed yet");
        }
    }
}
