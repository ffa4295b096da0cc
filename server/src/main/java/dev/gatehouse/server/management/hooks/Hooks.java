package dev.gatehouse.server.management.hooks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.hook.HookStore;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import java.util.ArrayList;
import java.util.List;

/** Hooks and their secrets. */
public final class Hooks implements Resource {
    private static final String NOT_SHOWN = "_VALUE_NOT_SHOWN_";

    private final Services services;
    private final HookStore store;

    public Hooks(Services services) {
        this.services = services;
        store = new HookStore(services.documents());
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, store.hooks())
                .checking(services.scripts()::requireSyntax)
                .list("hooks.getAll", "enabled", "triggerId")
                .create("hooks.create", (tx, request, hook) -> store.prepareNew(hook))
                .get("hooks.get")
                .update("hooks.update", (tx, request, hook) -> store.prepare(hook))
                .delete("hooks.delete");
        operations.read("hooks.getSecrets", this::listSecrets);
        operations.write("hooks.addSecrets", this::setSecrets);
        operations.write("hooks.updateSecrets", this::setSecrets);
        operations.write("hooks.removeSecrets", this::removeSecrets);
    }

    private ApiResponse listSecrets(Transaction tx, ApiRequest request) {
        ObjectNode names = JsonNodeFactory.instance.objectNode();
        store.secrets(tx, request.id()).values().fieldNames().forEachRemaining(name -> names.put(name, NOT_SHOWN));
        return ApiResponse.of(names);
    }

    private ApiResponse setSecrets(Transaction tx, ApiRequest request) {
        store.setSecrets(tx, request.id(), request.body());
        return ApiResponse.empty();
    }

    private ApiResponse removeSecrets(Transaction tx, ApiRequest request) {
        List<String> names = new ArrayList<>();
        request.bodyValue().forEach(name -> names.add(name.asText()));
        store.removeSecrets(tx, request.id(), names);
        return ApiResponse.empty();
    }
}
