package dev.gatehouse.server.management.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.action.Action;
import dev.gatehouse.server.action.ActionBinding;
import dev.gatehouse.server.action.ActionBuilds;
import dev.gatehouse.server.action.ActionExecution;
import dev.gatehouse.server.action.ActionScripts;
import dev.gatehouse.server.action.ActionStore;
import dev.gatehouse.server.action.ActionSummaries;
import dev.gatehouse.server.action.ActionVersion;
import dev.gatehouse.server.action.BuildResult;
import dev.gatehouse.server.action.Triggers;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.api.Transactions;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.script.ScriptCall;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import java.util.List;

/** Actions, their versions, and what runs at which trigger. */
public final class Actions implements Resource {
    private final Services services;
    private final ActionStore store;
    private final ActionSummaries summaries;
    private final DocumentCollection<Action> actions;
    private final ActionBuilds builds;
    private final ActionScripts scripts;

    public Actions(Services services) {
        this.services = services;
        store = new ActionStore(services.documents(), services.identifiers(), services.clock());
        summaries = new ActionSummaries(store);
        actions = store.actions();
        builds = new ActionBuilds(services.clock());
        scripts = new ActionScripts(services.scripts(), store.modules());
    }

    @Override
    public void mount(Operations operations) {
        operations.read("actions.getAll", this::list);
        operations.prepare("actions.create", this::build, this::create);
        operations.read("actions.get", this::get);
        operations.prepare("actions.update", this::build, this::update);
        operations.write("actions.delete", this::delete);
        operations.write("actions.deploy", this::deploy);
        operations.read("actions.getVersions", this::listVersions);
        operations.prepare("actions.createVersion", this::build, this::createVersion);
        operations.prepare("actions.test", this::test, (tx, request, result) -> ApiResponse.of(result));
        operations.read("actions.getVersion", this::getVersion);
        operations.write("actions.deployVersion", this::deployVersion);
        operations.read("actions.getAllTriggers", this::listTriggers);
        operations.read("actions.getTriggerBindings", this::listBindings);
        operations.write("actions.updateTriggerBindings", this::bind);
        services.operations(operations, services.documents().of(ActionExecution.KIND, ActionExecution::new))
                .get("actions.getExecution");
    }

    /** Only code is built: there is nothing to do where none is sent. */
    private BuildResult build(Transactions transactions, ApiRequest request) {
        String code = request.body().path("code").asText();
        return code.isBlank() ? new BuildResult(null) : BuildResult.of(services.scripts(), code);
    }

    /** The action is as it is stored when it runs, and the run is over before the write. */
    private ObjectNode test(Transactions transactions, ApiRequest request) {
        JsonNode event = request.body().path("payload").path("event");
        JsonNode given = event.isObject() ? event : JsonNodeFactory.instance.objectNode();
        ScriptCall call = transactions.read(
                tx -> scripts.call(tx, actions.require(tx, request.id()).json(), given));
        return JsonNodeFactory.instance.objectNode().set("payload", scripts.test(call));
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        var keys = request.filters("triggerId", "actionName", "deployed", "installed");
        return ApiResponse.page(actions.list(tx, keys, request.window()).map(action -> shown(tx, action)));
    }

    private ObjectNode shown(Transaction tx, Action action) {
        return summaries.action(tx, action).put("status", builds.look(action));
    }

    /** The response to a creation still says pending: the build comes after it. */
    private ApiResponse create(Transaction tx, ApiRequest request, BuildResult build) {
        Action action = store.create(tx, request.body(), build);
        if (action.deployedVersion() == null) {
            builds.start(action);
        }
        ObjectNode created = summaries.action(tx, action).put("status", "pending");
        if (created.path("deployed_version") instanceof ObjectNode deployed
                && created.path("current_version") instanceof ObjectNode current) {
            deployed.put("status", "pending").remove("built_at");
            current.put("status", "PENDING").remove("build_time");
        }
        return ApiResponse.of(created);
    }

    private ApiResponse get(Transaction tx, ApiRequest request) {
        return ApiResponse.of(shown(tx, actions.require(tx, request.id())));
    }

    private ApiResponse update(Transaction tx, ApiRequest request, BuildResult build) {
        BuildResult changed = request.body().has("code") ? build : null;
        Action action = store.update(tx, request.id(), request.body(), request::patch, changed);
        builds.start(action);
        return ApiResponse.of(summaries.action(tx, action).put("status", "pending"));
    }

    private ApiResponse delete(Transaction tx, ApiRequest request) {
        store.delete(tx, request.id(), request.flag("force", false));
        return ApiResponse.empty();
    }

    private ApiResponse deploy(Transaction tx, ApiRequest request) {
        return deployed(tx, request, store.deploy(tx, request.id()));
    }

    private ApiResponse deployVersion(Transaction tx, ApiRequest request) {
        boolean updateDraft = request.bodyValue().path("update_draft").asBoolean();
        return deployed(tx, request, store.deployVersion(tx, request.id(), request.lastPathParameter(), updateDraft));
    }

    /** The response to a deployment comes before it: the version is not the one that runs yet. */
    private ApiResponse deployed(Transaction tx, ApiRequest request, ActionVersion version) {
        builds.finish(version.actionId());
        ObjectNode shown = summaries.version(actions.require(tx, request.id()), version);
        shown.put("deployed", false).remove("built_at");
        return ApiResponse.of(shown);
    }

    private ApiResponse listVersions(Transaction tx, ApiRequest request) {
        List<ActionVersion> versions = store.versions(tx, request.id());
        Action action = actions.require(tx, request.id());
        return ApiResponse.page(
                Slice.of(versions, request.window()).map(version -> summaries.version(action, version)));
    }

    private ApiResponse createVersion(Transaction tx, ApiRequest request, BuildResult build) {
        ActionVersion version = store.createVersion(tx, request.id(), request.body(), build);
        return ApiResponse.of(summaries.version(actions.require(tx, request.id()), version));
    }

    private ApiResponse getVersion(Transaction tx, ApiRequest request) {
        ActionVersion version = store.requireVersion(tx, request.id(), request.lastPathParameter());
        return ApiResponse.of(summaries.version(actions.require(tx, request.id()), version));
    }

    private ApiResponse listTriggers(Transaction tx, ApiRequest request) {
        return ApiResponse.of(JsonNodeFactory.instance.objectNode().set("triggers", Triggers.all()));
    }

    private ApiResponse listBindings(Transaction tx, ApiRequest request) {
        List<ActionBinding> bindings = store.bindings(tx, request.lastPathParameter());
        return ApiResponse.page(Slice.of(bindings, request.window()).map(binding -> summaries.binding(tx, binding)));
    }

    private ApiResponse bind(Transaction tx, ApiRequest request) {
        ObjectNode bound = JsonNodeFactory.instance.objectNode();
        var shown = bound.putArray("bindings");
        store.bind(tx, request.lastPathParameter(), request.body().path("bindings"))
                .forEach(binding -> shown.add(summaries.binding(tx, binding)));
        return ApiResponse.of(bound);
    }
}
