package dev.gatehouse.server.authorization;

import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.identifier.SecretHash;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The rows of {@code authorization_code}. Thread-safe. */
public final class AuthorizationCodeStore {
    /** How long a code may be redeemed. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);
    /** How long its second use is noticed: as long as its tokens are valid, as a rule. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final String ONE = " WHERE tenant = :tenant AND hash = :hash";
    private static final int CODE_LENGTH = 43;

    private final Identifiers identifiers;
    private final InstantSource clock;

    public AuthorizationCodeStore(Identifiers identifiers, InstantSource clock) {
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * A code as it is stored.
     *
     * @param used whether it was redeemed
     * @param expired whether its time is over
     */
    public record StoredCode(AuthorizationCode code, boolean used, boolean expired) {}

    /** Stores what a code stands for; the code. */
    public String insert(Transaction tx, AuthorizationCode code) {
        long now = clock.instant().toEpochMilli();
        tx.sql("DELETE FROM authorization_code WHERE tenant = :tenant AND expires_at < :long_ago")
                .bind("long_ago", now - KEPT.toMillis())
                .update();
        String secret = identifiers.secret(CODE_LENGTH);
        tx.sql("INSERT INTO authorization_code (tenant, hash, expires_at, body)"
                        + " VALUES (:tenant, :hash, :expires, :body)")
                .bind("hash", SecretHash.of(secret))
                .bind("expires", now + LIFETIME.toMillis())
                .bind("body", StoredJson.write(code.json()))
                .update();
        return secret;
    }

    public Optional<StoredCode> find(Transaction tx, String secret) {
        long now = clock.instant().toEpochMilli();
        return tx.sql("SELECT body, used_at, expires_at FROM authorization_code" + ONE)
                .bind("hash", SecretHash.of(secret))
                .first(row -> new StoredCode(
                        new AuthorizationCode(StoredJson.object(row.text(1))),
                        row.textOrNull(2) != null,
                        row.number(3) <= now));
    }

    /** Uses a code up, with what it was redeemed for; whether no other request was faster. */
    public boolean use(Transaction tx, String secret, AuthorizationCode code) {
        return tx.sql("UPDATE authorization_code SET used_at = :now, body = :body" + ONE + " AND used_at IS NULL")
                        .bind("hash", SecretHash.of(secret))
                        .bind("now", clock.instant().toEpochMilli())
                        .bind("body", StoredJson.write(code.json()))
                        .update()
                == 1;
    }
}
