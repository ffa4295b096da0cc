package dev.gatehouse.server.ticket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The rows of {@code ticket}. Thread-safe. */
public final class TicketStore {
    /** How long the page can say of an expired ticket that it is expired. */
    private static final Duration KEPT = Duration.ofDays(30);

    /** Adds a ticket, and removes those that expired long ago. */
    public void insert(Transaction tx, Purpose purpose, Ticket ticket, Instant now) {
        tx.sql("DELETE FROM ticket WHERE tenant = :tenant AND expires_at < :long_ago")
                .bind("long_ago", now.minus(KEPT).toEpochMilli())
                .update();
        tx.sql("INSERT INTO ticket (tenant, hash, purpose, user_id, expires_at, body)"
                        + " VALUES (:tenant, :hash, :purpose, :user, :expires, :body)")
                .bind("hash", ticket.hash())
                .bind("purpose", purpose.stored())
                .bind("user", ticket.userId())
                .bind("expires", ticket.expiresAt().toEpochMilli())
                .bind("body", StoredJson.write(ticket.json()))
                .update();
    }

    public Optional<Ticket> find(Transaction tx, Purpose purpose, String hash) {
        return tx.sql("SELECT user_id, expires_at, used_at, body FROM ticket"
                        + " WHERE tenant = :tenant AND hash = :hash AND purpose = :purpose")
                .bind("hash", hash)
                .bind("purpose", purpose.stored())
                .first(row -> {
                    ObjectNode body = StoredJson.object(row.text(4));
                    Instant expiresAt = Instant.ofEpochMilli(row.number(2));
                    return new Ticket(hash, row.text(1), expiresAt, row.textOrNull(3) != null, body);
                });
    }

    /** Marks every ticket of a user for that purpose as used; whether {@code hash} was among those not used before. */
    public boolean useAll(Transaction tx, Purpose purpose, String userId, String hash, Instant now) {
        boolean fresh = tx.sql("UPDATE ticket SET used_at = :now"
                                + " WHERE tenant = :tenant AND hash = :hash AND used_at IS NULL")
                        .bind("hash", hash)
                        .bind("now", now.toEpochMilli())
                        .update()
                == 1;
        if (fresh) {
            tx.sql("UPDATE ticket SET used_at = :now WHERE tenant = :tenant AND user_id = :user"
                            + " AND purpose = :purpose AND used_at IS NULL")
                    .bind("user", userId)
                    .bind("purpose", purpose.stored())
                    .bind("now", now.toEpochMilli())
                    .update();
        }
        return fresh;
    }
}
