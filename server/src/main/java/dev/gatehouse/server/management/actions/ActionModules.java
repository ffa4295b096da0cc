package dev.gatehouse.server.management.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.action.Action;
import dev.gatehouse.server.action.ActionModule;
import dev.gatehouse.server.action.ActionModuleStore;
import dev.gatehouse.server.action.ActionModuleVersion;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;

/** The modules that actions share, and their versions. */
public final class ActionModules implements Resource {
    private final ActionModuleStore store;

    public ActionModules(Services services) {
        store = new ActionModuleStore(services.documents(), services.identifiers(), services.clock());
    }

    @Override
    public void mount(Operations operations) {
        operations.read("actionModules.getAll", this::list);
        operations.write("actionModules.create", (tx, request) -> shown(tx, store.create(tx, request.body())));
        operations.read(
                "actionModules.get", (tx, request) -> shown(tx, store.modules().require(tx, request.id())));
        operations.write(
                "actionModules.update",
                (tx, request) -> shown(tx, store.update(tx, request.id(), request.body(), request::patch)));
        operations.write("actionModules.delete", this::delete);
        operations.read("actionModules.getActions", this::listActions);
        operations.write("actionModules.rollback", this::rollBack);
        operations.read("actionModules.getVersions", this::listVersions);
        operations.write(
                "actionModules.createVersion",
                (tx, request) -> ApiResponse.of(version(store.publish(tx, request.id()))));
        operations.read("actionModules.getVersion", this::getVersion);
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        return ApiResponse.page(
                store.modules().list(tx, request.filters(), request.window()).map(each -> summary(tx, each)));
    }

    private ApiResponse shown(Transaction tx, ActionModule module) {
        ObjectNode shown = summary(tx, module);
        store.latest(tx, module).ifPresent(latest -> shown.set("latest_version", version(latest)));
        return ApiResponse.of(shown);
    }

    private ObjectNode summary(Transaction tx, ActionModule module) {
        ObjectNode shown = ActionModuleStore.withoutSecrets(module.json().deepCopy());
        shown.put("actions_using_module_total", store.users(tx, module.id()).size());
        store.latest(tx, module).ifPresent(latest -> shown.put("latest_version_number", latest.number()));
        return shown;
    }

    private static ObjectNode version(ActionModuleVersion version) {
        return ActionModuleStore.withoutSecrets(version.json().deepCopy());
    }

    private ApiResponse delete(Transaction tx, ApiRequest request) {
        store.delete(tx, request.id());
        return ApiResponse.empty();
    }

    private ApiResponse rollBack(Transaction tx, ApiRequest request) {
        String version = request.body().path("module_version_id").asText();
        return shown(tx, store.rollBack(tx, request.id(), version));
    }

    private ApiResponse listVersions(Transaction tx, ApiRequest request) {
        return ApiResponse.page(
                store.versions(tx, request.id(), request.window()).map(ActionModules::version));
    }

    private ApiResponse getVersion(Transaction tx, ApiRequest request) {
        return ApiResponse.of(version(store.requireVersion(tx, request.id(), request.lastPathParameter())));
    }

    private ApiResponse listActions(Transaction tx, ApiRequest request) {
        store.modules().requireExists(tx, request.id());
        return ApiResponse.page(
                Slice.of(store.users(tx, request.id()), request.window()).map(action -> use(tx, request.id(), action)));
    }

    private ObjectNode use(Transaction tx, String moduleId, Action action) {
        ObjectNode use = JsonNodeFactory.instance
                .objectNode()
                .put("action_id", action.id())
                .put("action_name", action.name());
        for (JsonNode reference : action.at("modules")) {
            if (reference.path("module_id").asText().equals(moduleId)) {
                String versionId = reference.path("module_version_id").asText();
                use.put("module_version_id", versionId);
                store.version(tx, versionId).ifPresent(found -> use.put("module_version_number", found.number()));
            }
        }
        use.set("supported_triggers", action.at("supported_triggers"));
        return use;
    }
}
