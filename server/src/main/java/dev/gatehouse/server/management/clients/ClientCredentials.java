package dev.gatehouse.server.management.clients;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.Call;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.api.WireTime;
import dev.gatehouse.server.api.error.ErrorCode;
import dev.gatehouse.server.management.Parts;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The credentials that clients prove themselves with. */
public final class ClientCredentials implements Resource {
    private final Database database;
    private final DocumentStore documents;
    private final NewCredential newCredential;
    private final InstantSource clock;

    public ClientCredentials(Parts parts) {
        database = parts.database();
        documents = parts.documents();
        clock = parts.clock();
        newCredential = new NewCredential(parts.identifiers(), clock);
    }

    @Override
    public void mount(Operations operations) {
        operations.serve("clientCredentials.getAll", this::list);
        operations.serve("clientCredentials.create", this::create);
        operations.serve("clientCredentials.get", this::get);
        operations.serve("clientCredentials.update", this::update);
        operations.serve("clientCredentials.delete", this::delete);
    }

    private Reply list(Call call) {
        List<ObjectNode> credentials = database.read(call.tenant(), tx -> {
            requireClient(tx, call);
            return documents.all(tx, Kind.CLIENT_CREDENTIAL, Map.of("client_id", call.path("client_id")));
        });
        return Reply.page(Slice.of(credentials, call.window()).map(NewCredential::shown));
    }

    private Reply create(Call call) {
        ObjectNode credential = newCredential.from(call.body()).put("client_id", call.path("client_id"));
        database.write(call.tenant(), tx -> {
            requireClient(tx, call);
            documents.insert(tx, Kind.CLIENT_CREDENTIAL, credential.path("id").asText(), credential);
            return true;
        });
        return Reply.of(NewCredential.shown(credential));
    }

    private Reply get(Call call) {
        return Reply.of(NewCredential.shown(database.read(call.tenant(), tx -> credential(tx, call))));
    }

    private Reply update(Call call) {
        ObjectNode sent = call.body();
        return Reply.of(NewCredential.shown(database.write(call.tenant(), tx -> {
            ObjectNode credential = credential(tx, call);
            if (sent.path("expires_at").isTextual()) {
                credential.put(
                        "expires_at", NewCredential.time(sent.path("expires_at").asText()));
            } else {
                credential.remove("expires_at");
            }
            credential.put("updated_at", WireTime.of(clock.instant()));
            documents.update(tx, Kind.CLIENT_CREDENTIAL, call.path("credential_id"), credential);
            return credential;
        })));
    }

    private Reply delete(Call call) {
        database.write(
                call.tenant(),
                tx -> find(tx, call)
                        .map(credential -> documents.delete(tx, Kind.CLIENT_CREDENTIAL, call.path("credential_id")))
                        .orElse(false));
        return Reply.empty();
    }

    private ObjectNode credential(Transaction tx, Call call) {
        requireClient(tx, call);
        return find(tx, call).orElseThrow(ErrorCode.INEXISTENT_CREDENTIAL::refuse);
    }

    private Optional<ObjectNode> find(Transaction tx, Call call) {
        return documents
                .find(tx, Kind.CLIENT_CREDENTIAL, call.path("credential_id"))
                .filter(credential -> credential.path("client_id").asText().equals(call.path("client_id")));
    }

    private void requireClient(Transaction tx, Call call) {
        if (documents.find(tx, Kind.CLIENT, call.path("client_id")).isEmpty()) {
            throw ErrorCode.INEXISTENT_CLIENT.refuse();
        }
    }
}
