package dev.gatehouse.server.token;

import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.sql.SqlStatement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is refused whatever its signature says: access tokens that were blacklisted, those of clients that were deleted, and
 * those of signing keys that were revoked. Thread-safe.
 */
public final class RevocationStore {
    /** What is announced with every revocation. */
    static final String TOPIC = "revocation";

    /** Found by the primary key, in each half. */
    private static final String COVERING = "SELECT kind FROM revocation WHERE tenant = :tenant AND kind = 'token'"
            + " AND id = :jti AND (audience = '' OR audience = :client OR audience = :audience)"
            + " UNION ALL SELECT kind FROM revocation WHERE tenant = :tenant AND kind = 'client' AND id = :client"
            + " UNION ALL SELECT kind FROM revocation WHERE tenant = :tenant AND kind = 'signing_key' AND id = :kid";

    /** What can be revoked. */
    public enum Subject {
        TOKEN("token"),
        CLIENT("client"),
        SIGNING_KEY("signing_key");

        private final String stored;

        Subject(String stored) {
            this.stored = stored;
        }

        private static Subject of(String stored) {
            return Arrays.stream(values())
                    .filter(subject -> subject.stored.equals(stored))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * A token that was blacklisted.
     *
     * @param audience the audience, or the client, that it was blacklisted for; empty for whichever it has
     */
    public record BlacklistedToken(String jti, String audience) {}

    /** Why a token is refused: it was blacklisted itself, its client was deleted, or its key revoked. Empty when it is not. */
    public Optional<Subject> covering(Transaction tx, AccessToken token) {
        return tx.sql(COVERING)
                .bind("jti", token.id())
                .bind("client", token.clientId())
                .bind("audience", tx.tenant().managementAudience())
                .bind("kid", token.keyId())
                .first(row -> Subject.of(row.text(1)));
    }

    /** Refuses a token from now on; that it is refused already is no error. */
    public void blacklist(Transaction tx, BlacklistedToken token, Instant now) {
        insert(tx, Subject.TOKEN, token.jti(), token.audience(), now);
    }

    /** Refuses the tokens of a client, which is deleted, from now on. */
    public void revokeClient(Transaction tx, String clientId, Instant now) {
        insert(tx, Subject.CLIENT, clientId, "", now);
    }

    /** Refuses the tokens of a signing key from now on. */
    void revokeKey(Transaction tx, String keyId, Instant now) {
        insert(tx, Subject.SIGNING_KEY, keyId, "", now);
    }

    private static void insert(Transaction tx, Subject subject, String id, String audience, Instant now) {
        tx.sql("INSERT INTO revocation (tenant, kind, id, audience, revoked_at)"
                        + " VALUES (:tenant, :kind, :id, :audience, :now) ON CONFLICT DO NOTHING")
                .bind("kind", subject.stored)
                .bind("id", id)
                .bind("audience", audience)
                .bind("now", now.toEpochMilli())
                .update();
        tx.announce(TOPIC);
    }

    /**
     * The tokens that were blacklisted, oldest first.
     *
     * @param audience only those that were blacklisted for it; null for all
     */
    public List<BlacklistedToken> blacklisted(Transaction tx, @Nullable String audience) {
        String narrowed = audience == null ? "" : " AND audience = :audience";
        SqlStatement statement = tx.sql("SELECT id, audience FROM revocation WHERE tenant = :tenant AND kind = 'token'"
                + narrowed + " ORDER BY revoked_at, id");
        return (audience == null ? statement : statement.bind("audience", audience))
                .list(row -> new BlacklistedToken(row.text(1), row.text(2)));
    }
}
