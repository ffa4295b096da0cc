package dev.gatehouse.server.management.users;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.Kinds;
import dev.gatehouse.server.store.document.UserDocuments;
import dev.gatehouse.server.store.user.UserStore;
import java.util.Map;

/** What the sign-ins of a user left: sessions, refresh tokens, accounts and token sets elsewhere, browsers and devices known. */
public final class UserSessions implements Resource {
    private final Database database;
    private final DocumentStore documents;
    private final UserStore users;
    private final UserDocuments owned;

    public UserSessions(Services services) {
        database = services.database();
        documents = services.documents();
        users = services.users();
        owned = new UserDocuments(documents);
    }

    @Override
    public void mount(Operations operations) {
        operations.serve("users.getSessions", request -> Reply.page(list(request, Kinds.SESSION)));
        operations.serve("users.deleteSessions", request -> deleteAll(request, Kinds.SESSION));
        operations.serve("users.getRefreshTokens", request -> Reply.page(list(request, Kinds.REFRESH_TOKEN)));
        operations.serve("users.deleteRefreshTokens", request -> deleteAll(request, Kinds.REFRESH_TOKEN));
        operations.serve("users.getConnectedAccounts", request -> Reply.page(list(request, Kinds.CONNECTED_ACCOUNT)));
        operations.serve("users.getFederatedConnectionsTokensets", this::listTokensets);
        operations.serve("users.deleteFederatedConnectionsTokenset", this::deleteTokenset);
        operations.serve("users.invalidateRememberBrowser", request -> forget(request, Kinds.REMEMBERED_BROWSER));
        operations.serve("users.clearRiskAssessments", request -> forget(request, Kinds.KNOWN_DEVICE));
    }

    private Slice<ObjectNode> list(ApiRequest request, Kind kind) {
        return database.read(request.tenant(), tx -> documents.list(tx, kind, ofUser(tx, request), request.window()));
    }

    private Reply listTokensets(ApiRequest request) {
        return Reply.array(database.read(
                request.tenant(), tx -> documents.all(tx, Kinds.FEDERATED_CONNECTION_TOKENSET, ofUser(tx, request))));
    }

    /** To delete one that is not there is no error, as with the API's other deletions. */
    private Reply deleteTokenset(ApiRequest request) {
        database.write(
                request.tenant(),
                tx -> documents.all(tx, Kinds.FEDERATED_CONNECTION_TOKENSET, ofUser(tx, request)).stream()
                        .map(tokenset -> tokenset.path("id").asText())
                        .filter(request.pathParameter("tokenset_id")::equals)
                        .anyMatch(id -> documents.delete(tx, Kinds.FEDERATED_CONNECTION_TOKENSET, id)));
        return Reply.empty();
    }

    /** Accepted, with an empty object, and done by then. */
    private Reply deleteAll(ApiRequest request, Kind kind) {
        forget(request, kind);
        return Reply.of(JsonNodeFactory.instance.objectNode());
    }

    private Reply forget(ApiRequest request, Kind kind) {
        database.write(request.tenant(), tx -> {
            ofUser(tx, request);
            owned.delete(tx, kind, request.id());
            return true;
        });
        return Reply.empty();
    }

    /** The key that the user's documents have; refuses when there is no such user. */
    private Map<String, String> ofUser(Transaction tx, ApiRequest request) {
        String id = request.id();
        Users.require(users, tx, id);
        return Map.of("user_id", id);
    }
}
