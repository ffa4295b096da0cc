package dev.gatehouse.server.management.users;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.Call;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Parts;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.UserDocuments;
import dev.gatehouse.server.store.user.UserStore;
import java.util.Map;

/** What the sign-ins of a user left: sessions, refresh tokens, accounts and token sets elsewhere, browsers and devices known. */
public final class SignIns implements Resource {
    private final Database database;
    private final DocumentStore documents;
    private final UserStore users;
    private final UserDocuments owned;

    public SignIns(Parts parts) {
        database = parts.database();
        documents = parts.documents();
        users = parts.users();
        owned = new UserDocuments(documents);
    }

    @Override
    public void mount(Operations operations) {
        operations.serve("users.getSessions", call -> Reply.page(list(call, Kind.SESSION)));
        operations.serve("users.deleteSessions", call -> deleteAll(call, Kind.SESSION));
        operations.serve("users.getRefreshTokens", call -> Reply.page(list(call, Kind.REFRESH_TOKEN)));
        operations.serve("users.deleteRefreshTokens", call -> deleteAll(call, Kind.REFRESH_TOKEN));
        operations.serve("users.getConnectedAccounts", call -> Reply.page(list(call, Kind.CONNECTED_ACCOUNT)));
        operations.serve("users.getFederatedConnectionsTokensets", this::listTokensets);
        operations.serve("users.deleteFederatedConnectionsTokenset", this::deleteTokenset);
        operations.serve("users.invalidateRememberBrowser", call -> forget(call, Kind.REMEMBERED_BROWSER));
        operations.serve("users.clearRiskAssessments", call -> forget(call, Kind.KNOWN_DEVICE));
    }

    private Slice<ObjectNode> list(Call call, Kind kind) {
        return database.read(call.tenant(), tx -> documents.list(tx, kind, ofUser(tx, call), call.window()));
    }

    private Reply listTokensets(Call call) {
        return Reply.array(database.read(
                call.tenant(), tx -> documents.all(tx, Kind.FEDERATED_CONNECTION_TOKENSET, ofUser(tx, call))));
    }

    /** To delete one that is not there is no error, as with the API's other deletions. */
    private Reply deleteTokenset(Call call) {
        database.write(
                call.tenant(),
                tx -> documents.all(tx, Kind.FEDERATED_CONNECTION_TOKENSET, ofUser(tx, call)).stream()
                        .map(tokenset -> tokenset.path("id").asText())
                        .filter(call.path("tokenset_id")::equals)
                        .anyMatch(id -> documents.delete(tx, Kind.FEDERATED_CONNECTION_TOKENSET, id)));
        return Reply.empty();
    }

    /** Accepted, with an empty object, and done by then. */
    private Reply deleteAll(Call call, Kind kind) {
        forget(call, kind);
        return Reply.of(JsonNodeFactory.instance.objectNode());
    }

    private Reply forget(Call call, Kind kind) {
        database.write(call.tenant(), tx -> {
            ofUser(tx, call);
            owned.delete(tx, kind, call.path("id"));
            return true;
        });
        return Reply.empty();
    }

    /** The key that the user's documents have; refuses when there is no such user. */
    private Map<String, String> ofUser(Transaction tx, Call call) {
        String id = call.path("id");
        Users.require(users, tx, id);
        return Map.of("user_id", id);
    }
}
