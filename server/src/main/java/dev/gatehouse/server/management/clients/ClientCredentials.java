package dev.gatehouse.server.management.clients;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kinds;
import dev.gatehouse.server.time.WireTime;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The credentials that clients prove themselves with. */
public final class ClientCredentials implements Resource {
    private final Database database;
    private final DocumentStore documents;
    private final Credential newCredential;
    private final InstantSource clock;

    public ClientCredentials(Services services) {
        database = services.database();
        documents = services.documents();
        clock = services.clock();
        newCredential = new Credential(services.identifiers(), clock);
    }

    @Override
    public void mount(Operations operations) {
        operations.serve("clientCredentials.getAll", this::list);
        operations.serve("clientCredentials.create", this::create);
        operations.serve("clientCredentials.get", this::get);
        operations.serve("clientCredentials.update", this::update);
        operations.serve("clientCredentials.delete", this::delete);
    }

    private Reply list(ApiRequest request) {
        List<ObjectNode> credentials = database.read(request.tenant(), tx -> {
            requireClient(tx, request);
            return documents.all(tx, Kinds.CLIENT_CREDENTIAL, Map.of("client_id", request.pathParameter("client_id")));
        });
        return Reply.page(Slice.of(credentials, request.window()).map(Credential::shown));
    }

    private Reply create(ApiRequest request) {
        ObjectNode credential = newCredential.from(request.body()).put("client_id", request.pathParameter("client_id"));
        database.write(request.tenant(), tx -> {
            requireClient(tx, request);
            documents.insert(tx, Kinds.CLIENT_CREDENTIAL, credential.path("id").asText(), credential);
            return true;
        });
        return Reply.of(Credential.shown(credential));
    }

    private Reply get(ApiRequest request) {
        return Reply.of(Credential.shown(database.read(request.tenant(), tx -> credential(tx, request))));
    }

    private Reply update(ApiRequest request) {
        ObjectNode sent = request.body();
        return Reply.of(Credential.shown(database.write(request.tenant(), tx -> {
            ObjectNode credential = credential(tx, request);
            if (sent.path("expires_at").isTextual()) {
                credential.put(
                        "expires_at", Credential.time(sent.path("expires_at").asText()));
            } else {
                credential.remove("expires_at");
            }
            credential.put("updated_at", WireTime.of(clock.instant()));
            documents.update(tx, Kinds.CLIENT_CREDENTIAL, request.pathParameter("credential_id"), credential);
            return credential;
        })));
    }

    private Reply delete(ApiRequest request) {
        database.write(
                request.tenant(),
                tx -> find(tx, request)
                        .map(credential ->
                                documents.delete(tx, Kinds.CLIENT_CREDENTIAL, request.pathParameter("credential_id")))
                        .orElse(false));
        return Reply.empty();
    }

    private ObjectNode credential(Transaction tx, ApiRequest request) {
        requireClient(tx, request);
        return find(tx, request).orElseThrow(ErrorCode.INEXISTENT_CREDENTIAL::refuse);
    }

    private Optional<ObjectNode> find(Transaction tx, ApiRequest request) {
        return documents
                .find(tx, Kinds.CLIENT_CREDENTIAL, request.pathParameter("credential_id"))
                .filter(credential -> credential.path("client_id").asText().equals(request.pathParameter("client_id")));
    }

    private void requireClient(Transaction tx, ApiRequest request) {
        if (documents.find(tx, Kinds.CLIENT, request.pathParameter("client_id")).isEmpty()) {
            throw ErrorCode.INEXISTENT_CLIENT.refuse();
        }
    }
}
