package dev.gatehouse.server.management.connections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kinds;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The clients that a connection is enabled for: the same list as its {@code enabled_clients}. */
public final class EnabledClients implements Resource {
    private final Database database;
    private final DocumentStore documents;

    public EnabledClients(Services services) {
        database = services.database();
        documents = services.documents();
    }

    @Override
    public void mount(Operations operations) {
        operations.serve("connections.getEnabledClients", this::list);
        operations.serve("connections.updateEnabledClients", this::update);
    }

    private Reply list(ApiRequest request) {
        ObjectNode connection = database.read(
                        request.tenant(), tx -> documents.find(tx, Kinds.CONNECTION, request.id()))
                .orElseThrow(ErrorCode.INEXISTENT_CONNECTION::refuse);
        List<ObjectNode> clients = new ArrayList<>();
        connection
                .path("enabled_clients")
                .forEach(id -> clients.add(JsonNodeFactory.instance.objectNode().put("client_id", id.asText())));
        return Reply.page(Slice.of(clients, request.window()));
    }

    private Reply update(ApiRequest request) {
        JsonNode changes = request.bodyValue();
        database.write(request.tenant(), tx -> {
            ObjectNode connection = documents
                    .find(tx, Kinds.CONNECTION, request.id())
                    .orElseThrow(ErrorCode.INEXISTENT_CONNECTION::refuse);
            Set<String> enabled = new LinkedHashSet<>();
            connection.path("enabled_clients").forEach(id -> enabled.add(id.asText()));
            for (JsonNode change : changes) {
                String clientId = change.path("client_id").asText();
                if (!change.path("status").asBoolean()) {
                    enabled.remove(clientId);
                } else if (documents.find(tx, Kinds.CLIENT, clientId).isPresent()) {
                    enabled.add(clientId);
                } else {
                    throw ErrorCode.INEXISTENT_CLIENT.refuse();
                }
            }
            enabled.forEach(connection.putArray("enabled_clients")::add);
            return documents.update(tx, Kinds.CONNECTION, request.id(), connection);
        });
        return Reply.empty();
    }
}
