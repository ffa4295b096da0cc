package dev.gatehouse.server.session;

import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a user is signed in with, and how it ends: sessions, refresh tokens, and what the user allowed clients. Thread-safe. */
public final class UserAccess {
    private static final String USER = "user_id";
    private static final String CLIENT = "client_id";

    private final DocumentCollection<Session> sessions;
    private final DocumentCollection<RefreshToken> tokens;
    private final DocumentCollection<UserGrant> grants;

    public UserAccess(DocumentStore documents) {
        sessions = documents.of(Session.KIND, Session::new);
        tokens = documents.of(RefreshToken.KIND, RefreshToken::new);
        grants = documents.of(UserGrant.KIND, UserGrant::new);
    }

    /** Signs a user out everywhere; refresh tokens go on. */
    public void endSessions(Transaction tx, String userId) {
        sessions.deleteAll(tx, Map.of(USER, userId));
    }

    /** Takes everything from a user that works without signing in again. */
    public void revoke(Transaction tx, String userId) {
        endSessions(tx, userId);
        tokens.deleteAll(tx, Map.of(USER, userId));
    }

    /** Ends a session; that there is none such is no error. */
    public void endSession(Transaction tx, String sessionId) {
        sessions.delete(tx, sessionId);
    }

    /** Revokes the refresh tokens that were issued in a session. */
    public void revokeTokensOfSession(Transaction tx, String sessionId) {
        tokens.deleteAll(tx, Map.of("session_id", sessionId));
    }

    /**
     * Revokes the refresh tokens with these keys.
     *
     * @param keys {@code user_id} and {@code client_id}, or one of them
     * @param audience only those for that API; null for all
     */
    public void revokeTokens(Transaction tx, Map<String, String> keys, @Nullable String audience) {
        if (audience == null) {
            tokens.deleteAll(tx, keys);
            return;
        }
        tokens.all(tx, keys).stream()
                .filter(token -> token.isFor(audience))
                .forEach(token -> tokens.delete(tx, token.id()));
    }

    /** Takes back what a user allowed a client, with the refresh tokens that stand on it; no error when there is no such. */
    public void withdraw(Transaction tx, String grantId) {
        Optional<UserGrant> found = grants.find(tx, grantId);
        found.ifPresent(grant -> {
            Map<String, String> keys = Map.of(USER, grant.text(USER, ""), CLIENT, grant.text(UserGrant.CLIENT, ""));
            revokeTokens(tx, keys, grant.text("audience", ""));
            grants.delete(tx, grantId);
        });
    }

    /** Takes back all that a user allowed clients. */
    public void withdrawAll(Transaction tx, String userId) {
        grants.all(tx, Map.of(USER, userId)).forEach(grant -> withdraw(tx, grant.text("id", "")));
    }
}
