package dev.gatehouse.server.management.directoryprovisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.connection.DirectoryProvisioning;
import dev.gatehouse.server.connection.ScimConfiguration;
import dev.gatehouse.server.connection.SynchronizedGroups;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.time.WireTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How users and groups are taken over from the directories of connections. */
public final class DirectoryProvisionings implements Resource {
    private static final String GROUPS = "groups";
    private static final String FAILED = "failed";

    private final Services services;
    private final DocumentCollection<Connection> connections;
    private final DocumentCollection<DirectoryProvisioning> provisionings;
    private final DocumentCollection<SynchronizedGroups> synchronizedGroups;

    public DirectoryProvisionings(Services services) {
        this.services = services;
        connections = services.connections().connections();
        provisionings = services.documents().of(DirectoryProvisioning.KIND, DirectoryProvisioning::new);
        synchronizedGroups = services.documents().of(SynchronizedGroups.KIND, SynchronizedGroups::new);
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, provisionings)
                .list("directoryProvisioning.getAll")
                .get("directoryProvisioning.get")
                .update("directoryProvisioning.update")
                .delete("directoryProvisioning.delete");
        services.operations(operations, services.documents().of(ScimConfiguration.KIND, ScimConfiguration::new))
                .list("directoryProvisioning.getScimConfigurations");
        operations.write("directoryProvisioning.create", this::create);
        operations.read("directoryProvisioning.getDefaultMapping", this::defaultMapping);
        operations.read("directoryProvisioning.getSynchronizedGroups", this::listGroups);
        operations.write("directoryProvisioning.setSynchronizedGroups", this::setGroups);
        operations.write("directoryProvisioning.synchronize", this::synchronize);
    }

    private ApiResponse create(Transaction tx, ApiRequest request) {
        String now = WireTime.of(services.clock().instant());
        ObjectNode provisioning = DirectoryProvisioning.initial(connections.require(tx, request.id()))
                .put("created_at", now)
                .put("updated_at", now);
        if (request.hasBody()) {
            provisioning.setAll(request.body());
        }
        return ApiResponse.document(provisionings.insert(tx, provisioning));
    }

    private ApiResponse defaultMapping(Transaction tx, ApiRequest request) {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.set("mapping", DirectoryProvisioning.defaultMapping(connections.require(tx, request.id())));
        return ApiResponse.of(response);
    }

    private ApiResponse listGroups(Transaction tx, ApiRequest request) {
        provisionings.requireExists(tx, request.id());
        String part = request.text("q");
        List<JsonNode> found = new ArrayList<>();
        synchronizedGroups
                .find(tx, request.id())
                .ifPresent(stored -> stored.at(GROUPS).forEach(found::add));
        if (part != null) {
            String lower = part.toLowerCase(Locale.ROOT);
            found.removeIf(group ->
                    !group.path("name").asText().toLowerCase(Locale.ROOT).contains(lower));
        }
        return ApiResponse.page(Slice.of(found, request.window()));
    }

    private ApiResponse setGroups(Transaction tx, ApiRequest request) {
        provisionings.requireExists(tx, request.id());
        ObjectNode document = request.body().put("connection_id", request.id());
        synchronizedGroups.put(tx, document);
        return ApiResponse.empty();
    }

    /**
     * Directories let in whom their administrator has given access, which happens in Auth0's dashboard alone: here every
     * synchronization ends by saying so.
     */
    private ApiResponse synchronize(Transaction tx, ApiRequest request) {
        ObjectNode provisioning = provisionings.require(tx, request.id()).json();
        provisionings.update(
                tx,
                provisioning
                        .put(
                                "last_synchronization_at",
                                WireTime.of(services.clock().instant()))
                        .put("last_synchronization_status", FAILED)
                        .put("last_synchronization_error", "The directory's administrator has given no access."));
        return ApiResponse.of(JsonNodeFactory.instance
                .objectNode()
                .put("connection_id", request.id())
                .put("synchronization_id", "sync_" + services.identifiers().alphanumeric(16))
                .put("status", FAILED));
    }
}
