package dev.gatehouse.server.management.users;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.session.ConnectedAccount;
import dev.gatehouse.server.session.FederatedConnectionTokenset;
import dev.gatehouse.server.session.KnownDevice;
import dev.gatehouse.server.session.RefreshToken;
import dev.gatehouse.server.session.RememberedBrowser;
import dev.gatehouse.server.session.Session;
import dev.gatehouse.server.session.UserAccess;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.user.UserStore;
import java.util.Map;

/** What the sign-ins of a user left: sessions, refresh tokens, accounts and token sets elsewhere, browsers and devices known. */
public final class UserSessions implements Resource {
    private final DocumentStore documents;
    private final UserStore users;
    private final UserAccess access;
    private final DocumentCollection<Session> sessions;
    private final DocumentCollection<FederatedConnectionTokenset> tokensets;

    public UserSessions(Services services) {
        documents = services.documents();
        users = services.users();
        access = new UserAccess(documents);
        sessions = documents.of(Session.KIND, Session::new);
        tokensets = documents.of(FederatedConnectionTokenset.KIND, FederatedConnectionTokenset::new);
    }

    @Override
    public void mount(Operations operations) {
        DocumentCollection<RefreshToken> tokens = documents.of(RefreshToken.KIND, RefreshToken::new);
        list(operations, "users.getSessions", sessions);
        deleteAll(operations, "users.deleteSessions", sessions);
        list(operations, "users.getRefreshTokens", tokens);
        deleteAll(operations, "users.deleteRefreshTokens", tokens);
        list(operations, "users.getConnectedAccounts", documents.of(ConnectedAccount.KIND, ConnectedAccount::new));
        operations.read(
                "users.getFederatedConnectionsTokensets",
                (tx, request) -> ApiResponse.array(tokensets.all(tx, ofUser(tx, request)).stream()
                        .map(FederatedConnectionTokenset::json)
                        .toList()));
        operations.write("users.revokeAccess", this::revokeAccess);
        operations.write("users.deleteFederatedConnectionsTokenset", this::deleteTokenset);
        deleteAll(
                operations,
                "users.invalidateRememberBrowser",
                documents.of(RememberedBrowser.KIND, RememberedBrowser::new));
        deleteAll(operations, "users.clearRiskAssessments", documents.of(KnownDevice.KIND, KnownDevice::new));
    }

    private void list(Operations operations, String operationId, DocumentCollection<?> collection) {
        operations.read(
                operationId,
                (tx, request) -> ApiResponse.documents(collection.list(tx, ofUser(tx, request), request.window())));
    }

    private void deleteAll(Operations operations, String operationId, DocumentCollection<?> collection) {
        operations.write(operationId, (tx, request) -> {
            collection.deleteAll(tx, ofUser(tx, request));
            return ApiResponse.empty();
        });
    }

    /** Ends one session or all, and the refresh tokens with them unless they are to be preserved. */
    private ApiResponse revokeAccess(Transaction tx, ApiRequest request) {
        String userId = request.id();
        users.requireExists(tx, userId);
        JsonNode session = request.bodyValue().path("session_id");
        boolean preserve = request.bodyValue().path("preserve_refresh_tokens").asBoolean();
        if (session.isTextual()) {
            revokeSession(tx, userId, session.asText(), preserve);
        } else if (preserve) {
            access.endSessions(tx, userId);
        } else {
            access.revoke(tx, userId);
        }
        return ApiResponse.empty();
    }

    private void revokeSession(Transaction tx, String userId, String sessionId, boolean preserve) {
        if (sessions.find(tx, sessionId)
                .filter(session -> userId.equals(session.text("user_id")))
                .isEmpty()) {
            return;
        }
        access.endSession(tx, sessionId);
        if (!preserve) {
            access.revokeTokensOfSession(tx, sessionId);
        }
    }

    /** To delete one that is not there is no error, as with the API's other deletions. */
    private ApiResponse deleteTokenset(Transaction tx, ApiRequest request) {
        String id = request.pathParameter("tokenset_id");
        tokensets.all(tx, ofUser(tx, request)).stream()
                .filter(tokenset -> id.equals(tokenset.text("id")))
                .forEach(tokenset -> tokensets.delete(tx, id));
        return ApiResponse.empty();
    }

    /** The key that the user's documents have; refuses when there is no such user. */
    private Map<String, String> ofUser(Transaction tx, ApiRequest request) {
        users.requireExists(tx, request.id());
        return Map.of("user_id", request.id());
    }
}
