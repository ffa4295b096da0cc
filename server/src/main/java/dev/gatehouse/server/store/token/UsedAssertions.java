package dev.gatehouse.server.store.token;

import dev.gatehouse.server.store.Transaction;
import java.time.Instant;

/** The client assertions that were used, so that none is used twice (RFC 7523 §3). Thread-safe. */
public final class UsedAssertions {
    /** Marks an assertion as used; false when it was already. Those that have expired are forgotten. */
    public boolean use(Transaction tx, String clientId, String jti, Instant expiresAt, Instant now) {
        tx.sql("DELETE FROM used_assertion" + " WHERE tenant = :tenant AND client_id = :client AND expires_at < :now")
                .bind("client", clientId)
                .bind("now", now.getEpochSecond())
                .update();
        return tx.sql("INSERT INTO used_assertion (tenant, client_id, jti, expires_at)"
                                + " VALUES (:tenant, :client, :jti, :expires) ON CONFLICT DO NOTHING")
                        .bind("client", clientId)
                        .bind("jti", jti)
                        .bind("expires", expiresAt.getEpochSecond())
                        .update()
                > 0;
    }
}
