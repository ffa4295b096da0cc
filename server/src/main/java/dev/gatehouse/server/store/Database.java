package dev.gatehouse.server.store;

import dev.gatehouse.server.tenant.Tenant;

/** A database with transactions of one tenant each. Thread-safe. */
public interface Database extends AutoCloseable {
    /** Runs {@code work} in one consistent, read-only view of the tenant's rows. */
    <T> T read(Tenant tenant, Work<T> work);

    /**
     * Runs {@code work} in one transaction and returns once it is durable. What {@code work} throws rolls it back and
     * reaches the caller.
     *
     * <p>{@code work} may run more than once (when the database asks for a retry) and may share its commit with other
     * calls: it must be quick and must have no effect outside the transaction. Hash passwords before, not inside.
     */
    <T> T write(Tenant tenant, Work<T> work);

    @Override
    void close();

    /** What is done inside a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Transaction transaction);
    }
}
