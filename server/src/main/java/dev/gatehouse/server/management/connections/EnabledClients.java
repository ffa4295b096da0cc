package dev.gatehouse.server.management.connections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.connection.ConnectionStore;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import java.util.List;
import java.util.Set;

/** The clients that a connection is enabled for: the same list as its {@code enabled_clients}. */
public final class EnabledClients implements Resource {
    private final ConnectionStore store;

    public EnabledClients(Services services) {
        store = services.connections();
    }

    @Override
    public void mount(Operations operations) {
        operations.read("connections.getEnabledClients", this::list);
        operations.write("connections.updateEnabledClients", this::update);
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        List<ObjectNode> clients = store.connections().require(tx, request.id()).enabledClients().stream()
                .map(id -> JsonNodeFactory.instance.objectNode().put("client_id", id))
                .toList();
        return ApiResponse.page(Slice.of(clients, request.window()));
    }

    private ApiResponse update(Transaction tx, ApiRequest request) {
        Connection connection = store.connections().require(tx, request.id());
        Set<String> enabled = connection.enabledClients();
        for (JsonNode change : request.bodyValue()) {
            String clientId = change.path("client_id").asText();
            if (change.path("status").asBoolean()) {
                store.requireClients(tx, List.of(clientId));
                enabled.add(clientId);
            } else {
                enabled.remove(clientId);
            }
        }
        connection.enableOnly(enabled);
        store.connections().update(tx, connection.json());
        return ApiResponse.empty();
    }
}
