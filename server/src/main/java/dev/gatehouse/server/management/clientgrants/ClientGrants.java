package dev.gatehouse.server.management.clientgrants;

import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.client.ClientGrantStore;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;

/** Which clients may be given tokens for which APIs. */
public final class ClientGrants implements Resource {
    private final Services services;
    private final ClientGrantStore store;

    public ClientGrants(Services services) {
        this.services = services;
        store = new ClientGrantStore(services.documents());
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, store.grants())
                .list(
                        "clientGrants.getAll",
                        "audience",
                        "client_id",
                        "allow_any_organization",
                        "subject_type",
                        "default_for")
                .create("clientGrants.create", (tx, request, grant) -> store.prepareNew(tx, grant))
                .get("clientGrants.get")
                .update("clientGrants.update", (tx, request, grant) -> store.prepareChanged(tx, request.body(), grant));
        operations.write("clientGrants.delete", this::delete);
    }

    private ApiResponse delete(Transaction tx, ApiRequest request) {
        store.delete(tx, request.id());
        return ApiResponse.empty();
    }
}
