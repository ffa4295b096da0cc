package dev.gatehouse.server.management.clients;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.client.ClientStore;
import dev.gatehouse.server.client.Credential;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.time.WireTime;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Map;

/** The credentials that clients authenticate with. */
public final class ClientCredentials implements Resource {
    private final ClientStore store;
    private final DocumentCollection<Credential> credentials;
    private final InstantSource clock;

    public ClientCredentials(Services services) {
        store = new ClientStore(services.documents(), services.identifiers(), services.clock());
        credentials = store.credentials();
        clock = services.clock();
    }

    @Override
    public void mount(Operations operations) {
        operations.read("clientCredentials.getAll", this::list);
        operations.write("clientCredentials.create", this::create);
        operations.read("clientCredentials.get", this::get);
        operations.write("clientCredentials.update", this::update);
        operations.write("clientCredentials.delete", this::delete);
    }

    /** A bare array whatever is asked for, as the real API answers it. */
    private ApiResponse list(Transaction tx, ApiRequest request) {
        store.clients().requireExists(tx, clientId(request));
        Map<String, String> keys = Map.of("client_id", clientId(request));
        return ApiResponse.array(credentials
                .list(tx, keys, request.window())
                .map(Credential::json)
                .items());
    }

    private ApiResponse create(Transaction tx, ApiRequest request) {
        return ApiResponse.document(store.addCredential(tx, clientId(request), request.body()));
    }

    private ApiResponse get(Transaction tx, ApiRequest request) {
        return ApiResponse.document(credential(tx, request));
    }

    private ApiResponse update(Transaction tx, ApiRequest request) {
        Credential credential = credential(tx, request);
        ObjectNode json = credential.json();
        request.patch(json);
        String expires = credential.text("expires_at");
        if (expires != null) {
            json.put("expires_at", WireTime.of(OffsetDateTime.parse(expires).toInstant()));
        }
        json.put("updated_at", WireTime.of(clock.instant()));
        return ApiResponse.document(credentials.update(tx, json));
    }

    private ApiResponse delete(Transaction tx, ApiRequest request) {
        store.deleteCredential(tx, clientId(request), request.lastPathParameter());
        return ApiResponse.empty();
    }

    private Credential credential(Transaction tx, ApiRequest request) {
        return store.requireCredential(tx, clientId(request), request.lastPathParameter());
    }

    private static String clientId(ApiRequest request) {
        return request.pathParameter("client_id");
    }
}
