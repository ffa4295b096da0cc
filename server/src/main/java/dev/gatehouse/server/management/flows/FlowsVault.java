package dev.gatehouse.server.management.flows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.flow.VaultConnection;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;

/** The connections to other services that flows use. */
public final class FlowsVault implements Resource {
    private static final int FINGERPRINT_LENGTH = 32;

    private final Services services;

    public FlowsVault(Services services) {
        this.services = services;
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, services.documents().of(VaultConnection.KIND, VaultConnection::new))
                .list("flowsVault.getConnections")
                .create("flowsVault.createConnection", this::complete)
                .get("flowsVault.getConnection", (tx, request, connection) -> connection.remove("refreshed_at"))
                .update("flowsVault.updateConnection", this::complete)
                .delete("flowsVault.deleteConnection");
    }

    private void complete(Transaction tx, ApiRequest request, ObjectNode connection) {
        new VaultConnection(connection).complete();
        // It tells one state of a connection from another and nothing about its secrets: a random one does that.
        connection.put("fingerprint", services.identifiers().hex(FINGERPRINT_LENGTH));
    }
}
