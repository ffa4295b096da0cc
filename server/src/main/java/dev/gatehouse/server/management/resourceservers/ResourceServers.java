package dev.gatehouse.server.management.resourceservers;

import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.client.ClientGrantStore;
import dev.gatehouse.server.client.ClientStore;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.permission.PermissionStore;
import dev.gatehouse.server.resourceserver.ResourceServer;
import dev.gatehouse.server.resourceserver.ResourceServerStore;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** APIs, by their ids and by their identifiers. */
public final class ResourceServers implements Resource {
    private final ResourceServerStore store;
    private final ClientGrantStore grants;
    private final PermissionStore permissions;
    private final DocumentCollection<Client> clients;

    public ResourceServers(Services services) {
        store = new ResourceServerStore(services.documents(), services.identifiers());
        permissions = services.permissions();
        grants = new ClientGrantStore(services.documents());
        clients = new ClientStore(services.documents(), services.identifiers(), services.clock()).clients();
    }

    @Override
    public void mount(Operations operations) {
        operations.read("resourceServers.getAll", this::list);
        operations.write("resourceServers.create", this::create);
        operations.read("resourceServers.get", this::get);
        operations.write("resourceServers.update", this::update);
        operations.write("resourceServers.delete", this::delete);
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        List<String> wanted = request.texts("identifiers");
        if (wanted.isEmpty()) {
            return ApiResponse.documents(store.apis().list(tx, Map.of(), request.window()));
        }
        List<ResourceServer> found = wanted.stream()
                .distinct()
                .map(identifier -> store.apis().findBy(tx, "identifier", identifier))
                .flatMap(Optional::stream)
                .toList();
        return ApiResponse.documents(Slice.of(found, request.window()));
    }

    private ApiResponse create(Transaction tx, ApiRequest request) {
        return ApiResponse.document(store.create(tx, request.body()));
    }

    private ApiResponse get(Transaction tx, ApiRequest request) {
        ResourceServer api = store.require(tx, request.id());
        linkedClient(tx, api).ifPresent(client -> api.json().put("client_id", client.id()));
        return ApiResponse.document(api);
    }

    /** The client that was created for the API, if one was. */
    private Optional<Client> linkedClient(Transaction tx, ResourceServer api) {
        return clients.all(tx, Map.of("resource_server_identifier", api.identifier())).stream()
                .findFirst();
    }

    private ApiResponse update(Transaction tx, ApiRequest request) {
        ResourceServer api = store.update(tx, request.id(), request.body(), request::patch);
        permissions.deleteByResourceServer(tx, api.identifier(), List.copyOf(api.scopes()));
        return ApiResponse.document(api);
    }

    private ApiResponse delete(Transaction tx, ApiRequest request) {
        store.delete(tx, request.id()).ifPresent(api -> {
            permissions.deleteByResourceServer(tx, api.identifier(), List.of());
            grants.deleteByAudience(tx, api.identifier());
        });
        return ApiResponse.empty();
    }
}
