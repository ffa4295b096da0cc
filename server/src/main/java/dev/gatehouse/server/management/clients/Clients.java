package dev.gatehouse.server.management.clients;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.client.ClientGrant;
import dev.gatehouse.server.client.ClientGrantStore;
import dev.gatehouse.server.client.ClientSearch;
import dev.gatehouse.server.client.ClientStore;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.organization.OrganizationClientGrant;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.Window;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.token.SigningCertificates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Clients, their secrets, and the connections they may use. */
public final class Clients implements Resource {
    /** The query parameters that are keys of the kind, by the names of the keys. */
    private static final Map<String, String> KEYS = Map.of(
            "global", "is_global", "is_first_party", "is_first_party", "external_client_id", "external_client_id");

    private final DocumentStore documents;
    private final ClientStore store;
    private final DocumentCollection<Client> clients;
    private final DocumentCollection<ClientGrant> grants;
    private final DocumentCollection<OrganizationClientGrant> organizationGrants;
    private final SigningCertificates certificates;

    public Clients(Services services) {
        documents = services.documents();
        store = new ClientStore(documents, services.identifiers(), services.clock());
        clients = store.clients();
        grants = new ClientGrantStore(documents).grants();
        organizationGrants = documents.of(OrganizationClientGrant.KIND, OrganizationClientGrant::new);
        certificates = services.signingCertificates();
    }

    @Override
    public void mount(Operations operations) {
        operations.read("clients.getAll", this::list);
        operations.write("clients.create", this::create);
        operations.read("clients.get", this::get);
        operations.write("clients.update", this::update);
        operations.write("clients.delete", this::delete);
        operations.write("clients.rotateClientSecret", this::rotateSecret);
        operations.read("clients.getConnections", this::listConnections);
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        Map<String, List<String>> keys = new HashMap<>();
        KEYS.forEach((key, parameter) -> {
            String value = request.text(parameter);
            if (value != null) {
                keys.put(key, List.of(value));
            }
        });
        List<String> types = request.texts("app_type");
        if (!types.isEmpty()) {
            keys.put("app_type", types);
        }
        Slice<Client> slice = matching(tx, request, keys);
        Set<String> scopes = request.token().scopes();
        return ApiResponse.page(slice.map(client -> ClientScopes.read(scopes, shown(request, client))));
    }

    private Slice<Client> matching(Transaction tx, ApiRequest request, Map<String, List<String>> keys) {
        String query = request.text("q");
        if (query == null) {
            return clients.listAny(tx, keys, request.window());
        }
        List<Client> all = clients.listAny(tx, keys, Window.ALL).items();
        Predicate<Client> searched = searched(tx, ClientSearch.parse(query));
        return Slice.of(all.stream().filter(searched).toList(), request.window());
    }

    private Predicate<Client> searched(Transaction tx, ClientSearch search) {
        Map<String, String> keys = new HashMap<>(search.grantKeys());
        Predicate<ClientGrant> ofOrganization = ofOrganization(tx, keys.remove("organization_id"));
        Set<String> granted = grants.all(tx, keys).stream()
                .filter(ofOrganization)
                .map(ClientGrant::clientId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return client -> granted.contains(client.id());
    }

    private Predicate<ClientGrant> ofOrganization(Transaction tx, @Nullable String organization) {
        if (organization == null) {
            return grant -> true;
        }
        Set<String> ids = organizationGrants.all(tx, Map.of("organization_id", organization)).stream()
                .map(OrganizationClientGrant::grantId)
                .collect(Collectors.toSet());
        return grant -> ids.contains(grant.id());
    }

    private ApiResponse create(Transaction tx, ApiRequest request) {
        ClientScopes.requireToCreate(request.token().scopes(), request.body());
        return ApiResponse.of(shown(request, store.create(tx, request.body())));
    }

    private ApiResponse get(Transaction tx, ApiRequest request) {
        Client client = clients.require(tx, request.id());
        return ApiResponse.of(ClientScopes.read(request.token().scopes(), shown(request, client)));
    }

    private ApiResponse update(Transaction tx, ApiRequest request) {
        Set<String> scopes = request.token().scopes();
        ClientScopes.requireToUpdate(scopes, request.body());
        Client client = store.update(tx, request.id(), request.body(), request::patch);
        return ApiResponse.of(ClientScopes.changed(scopes, shown(request, client)));
    }

    private ApiResponse delete(Transaction tx, ApiRequest request) {
        store.delete(tx, request.id());
        documents
                .all(tx, Connection.KIND, Map.of("enabled_client", request.id()))
                .forEach(connection -> disable(tx, connection, request.id()));
        return ApiResponse.empty();
    }

    private void disable(Transaction tx, ObjectNode connection, String clientId) {
        var enabled = connection.path("enabled_clients").elements();
        while (enabled.hasNext()) {
            if (enabled.next().asText().equals(clientId)) {
                enabled.remove();
            }
        }
        documents.update(tx, Connection.KIND, connection.path("id").asText(), connection);
    }

    private ApiResponse rotateSecret(Transaction tx, ApiRequest request) {
        return ApiResponse.of(shown(request, store.rotateSecret(tx, request.id())));
    }

    private ApiResponse listConnections(Transaction tx, ApiRequest request) {
        clients.requireExists(tx, request.id());
        List<String> strategies = request.texts("strategy");
        List<ObjectNode> connections =
                documents.all(tx, Connection.KIND, Map.of("enabled_client", request.id())).stream()
                        .filter(connection -> strategies.isEmpty()
                                || strategies.contains(
                                        connection.path("strategy").asText()))
                        .toList();
        connections.forEach(connection -> connection.remove("enabled_clients"));
        return ApiResponse.page(Slice.of(connections, request.window()));
    }

    /** With the certificates that the tenant's tokens are signed with, and without a secret that is of no use. */
    private ObjectNode shown(ApiRequest request, Client client) {
        ObjectNode json = client.json();
        json.put("tenant", request.tenant().id());
        json.set("signing_keys", certificates.of(request.tenant()));
        if (client.authenticatesByKey()) {
            json.remove("client_secret");
        }
        return json;
    }
}
