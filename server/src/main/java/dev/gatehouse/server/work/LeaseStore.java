package dev.gatehouse.server.work;

import dev.gatehouse.server.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The leases of all nodes. Expiry is told by each node's own clock, so these must agree to within seconds. Thread-safe. */
public final class LeaseStore {
    private static final String OWN = " WHERE tenant = :tenant AND name = :name";

    private record Row(String owner, long fence, long expiresAt) {}

    /**
     * Takes a lease that is free, expired, or this node's own.
     *
     * @param term how long it lasts unless it is renewed
     * @return empty when another node has it
     */
    public Optional<Lease> acquire(Transaction tx, String name, String owner, Instant now, Duration term) {
        long expiresAt = now.plus(term).toEpochMilli();
        Optional<Row> found = tx.sql("SELECT owner, fence, expires_at FROM lease" + OWN)
                .bind("name", name)
                .first(row -> new Row(row.text(1), row.number(2), row.number(3)));
        if (found.isEmpty()) {
            return insert(tx, new Lease(name, owner, 1), expiresAt);
        }
        Row held = found.get();
        boolean own = held.owner().equals(owner);
        if (!own && held.expiresAt() > now.toEpochMilli()) {
            return Optional.empty();
        }
        Lease taken = new Lease(name, owner, own ? held.fence() : held.fence() + 1);
        int updated = tx.sql("UPDATE lease SET owner = :owner, fence = :next, expires_at = :expires" + OWN
                        + " AND fence = :fence")
                .bind("name", name)
                .bind("owner", owner)
                .bind("next", taken.fence())
                .bind("expires", expiresAt)
                .bind("fence", held.fence())
                .update();
        return updated == 0 ? Optional.empty() : Optional.of(taken);
    }

    private static Optional<Lease> insert(Transaction tx, Lease lease, long expiresAt) {
        int inserted = tx.sql("INSERT INTO lease (tenant, name, owner, fence, expires_at)"
                        + " VALUES (:tenant, :name, :owner, :fence, :expires) ON CONFLICT DO NOTHING")
                .bind("name", lease.name())
                .bind("owner", lease.owner())
                .bind("fence", lease.fence())
                .bind("expires", expiresAt)
                .update();
        return inserted == 0 ? Optional.empty() : Optional.of(lease);
    }

    /**
     * Checks that a lease has not been taken over. Another node that takes it over while the transaction runs makes one of the
     * two collide.
     *
     * @throws LeaseLostException when it has
     */
    public void require(Transaction tx, Lease lease) {
        boolean held = tx.sql("SELECT fence FROM lease" + OWN + " AND owner = :owner AND fence = :fence")
                .bind("name", lease.name())
                .bind("owner", lease.owner())
                .bind("fence", lease.fence())
                .first(row -> row.number(1))
                .isPresent();
        if (!held) {
            throw new LeaseLostException(lease);
        }
    }

    /** Lets every lease of a node last for another term. */
    public void renewAll(Transaction tx, String owner, Instant now, Duration term) {
        tx.sql("UPDATE lease SET expires_at = :expires WHERE tenant = :tenant AND owner = :owner")
                .bind("owner", owner)
                .bind("expires", now.plus(term).toEpochMilli())
                .update();
    }

    /** Gives a lease back. */
    public void release(Transaction tx, Lease lease) {
        tx.sql("DELETE FROM lease" + OWN + " AND owner = :owner AND fence = :fence")
                .bind("name", lease.name())
                .bind("owner", lease.owner())
                .bind("fence", lease.fence())
                .update();
    }

    /** Gives every lease of a node back. */
    public void releaseAll(Transaction tx, String owner) {
        tx.sql("DELETE FROM lease WHERE tenant = :tenant AND owner = :owner")
                .bind("owner", owner)
                .update();
    }

    /** Takes back the leases of all nodes: for the start of a server that no other shares the database with. */
    public void clear(Transaction tx) {
        tx.sql("DELETE FROM lease WHERE tenant = :tenant").update();
    }
}
