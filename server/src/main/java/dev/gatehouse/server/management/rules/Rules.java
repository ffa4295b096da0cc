package dev.gatehouse.server.management.rules;

import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.rule.RuleStore;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;

/** Rules. */
public final class Rules implements Resource {
    private final Services services;
    private final RuleStore store;

    public Rules(Services services) {
        this.services = services;
        store = new RuleStore(services.documents());
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, store.rules())
                .checking(services.scripts()::requireSyntax)
                .create("rules.create", (tx, request, rule) -> store.prepareNew(tx, rule))
                .get("rules.get")
                .update("rules.update", (tx, request, rule) -> store.requireOwnPlace(tx, rule))
                .deleteIfPresent("rules.delete");
        operations.read("rules.getAll", this::list);
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        return ApiResponse.documents(Slice.of(store.inOrder(tx, request.filters("enabled")), request.window()));
    }
}
