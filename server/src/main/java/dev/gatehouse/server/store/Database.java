package dev.gatehouse.server.store;

import dev.gatehouse.server.store.cluster.Changes;
import dev.gatehouse.server.tenant.Tenant;
import java.time.Duration;

/** A database with transactions of one tenant each. Thread-safe. */
public interface Database extends AutoCloseable {
    /** How long a read may take unless another time is set. */
    Duration READ_TIMEOUT = Duration.ofSeconds(2);

    /** How long the reading of a snapshot may take. */
    Duration SNAPSHOT_TIMEOUT = Duration.ofHours(2);

    /**
     * Runs {@code work} in one consistent, read-only view of the tenant's rows.
     *
     * @throws dev.gatehouse.server.error.Rejection when the database fails or is away, or the read takes too long
     */
    <T> T read(Tenant tenant, Work<T> work);

    /**
     * As {@link #read}, for work that takes minutes, on a connection of its own; one such work at a time, and others wait for
     * it. Writes go on meanwhile, also by {@code work} itself through {@link #write}.
     */
    <T> T readSnapshot(Tenant tenant, Work<T> work);

    /**
     * Runs {@code work} in one transaction and returns once it is durable. What {@code work} throws rolls it back and
     * reaches the caller.
     *
     * <p>{@code work} may run more than once (when the database asks for a retry) and may share its commit with other
     * calls: it must be quick and must have no effect outside the transaction. Hash passwords before, not inside.
     *
     * @throws dev.gatehouse.server.error.Rejection when the database fails or is away
     */
    <T> T write(Tenant tenant, Work<T> work);

    /**
     * Whether a write became durable within that time. Never blocks.
     *
     * @param time up to now
     */
    boolean hasWritten(Duration time);

    /**
     * The same database with connections kept for reads that must not wait for others: health, signing keys, tokens. It need
     * not be closed.
     */
    Database reserved();

    /**
     * Whether other servers may use it at the same time. Then transactions also become visible in another order than the
     * {@link Sequence} numbers that they drew; of one that is not shared they do not.
     */
    boolean isShared();

    /** Whether what is kept in memory is still true. */
    Changes changes();

    /**
     * Runs {@code task} several times a second, and once more when this is closed, so that the servers that share the
     * database know of each other; never where it is not shared.
     *
     * @param name of its thread
     * @param task may read and write; what it throws is only logged
     */
    void exchange(String name, Runnable task);

    @Override
    void close();

    /** What is done inside a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Transaction transaction);
    }
}
