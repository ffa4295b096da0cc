package dev.gatehouse.server.authorization;

import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.identifier.SecretHash;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The rows of {@code authorization_transaction}. Thread-safe. */
public final class AuthorizationTransactionStore {
    /** How long somebody may take to sign in. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    private static final String ONE = " WHERE tenant = :tenant AND hash = :hash";
    private static final int STATE_LENGTH = 43;

    private final Identifiers identifiers;
    private final InstantSource clock;

    public AuthorizationTransactionStore(Identifiers identifiers, InstantSource clock) {
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Keeps a request while somebody signs in for it.
     *
     * @param browser what its browser is known by
     * @return the {@code state} that names it, which is a secret
     */
    public String insert(Transaction tx, AuthorizationRequest request, String browser) {
        AuthorizationTransaction transaction = AuthorizationTransaction.of(request, SecretHash.of(browser));
        return insert(tx, transaction);
    }

    private String insert(Transaction tx, AuthorizationTransaction transaction) {
        long now = clock.instant().toEpochMilli();
        tx.sql("DELETE FROM authorization_transaction WHERE tenant = :tenant AND expires_at <= :now")
                .bind("now", now)
                .update();
        String state = identifiers.secret(STATE_LENGTH);
        tx.sql("INSERT INTO authorization_transaction (tenant, hash, expires_at, body)"
                        + " VALUES (:tenant, :hash, :expires, :body)")
                .bind("hash", SecretHash.of(state))
                .bind("expires", now + LIFETIME.toMillis())
                .bind("body", StoredJson.write(transaction.json()))
                .update();
        return state;
    }

    /** The transaction of that name, when it is the browser's own and not over. */
    public Optional<AuthorizationTransaction> find(Transaction tx, String state, String browser) {
        return tx.sql("SELECT body FROM authorization_transaction" + ONE + " AND expires_at > :now")
                .bind("hash", SecretHash.of(state))
                .bind("now", clock.instant().toEpochMilli())
                .first(row -> new AuthorizationTransaction(StoredJson.object(row.text(1))))
                .filter(found -> found.isOf(SecretHash.of(browser)));
    }

    /** Stores a transaction that went on. */
    public void update(Transaction tx, String state, AuthorizationTransaction transaction) {
        tx.sql("UPDATE authorization_transaction SET body = :body" + ONE)
                .bind("hash", SecretHash.of(state))
                .bind("body", StoredJson.write(transaction.json()))
                .update();
    }

    /** Removes a transaction, which is over; whether it was there. */
    public boolean delete(Transaction tx, String state) {
        return tx.sql("DELETE FROM authorization_transaction" + ONE)
                        .bind("hash", SecretHash.of(state))
                        .update()
                > 0;
    }
}
