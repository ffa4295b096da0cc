package dev.gatehouse.server.store;

import dev.gatehouse.server.store.cluster.Changes;
import dev.gatehouse.server.tenant.Tenant;

/**
 * A database whose reads have connections of their own.
 *
 * @param whole what everything else goes to
 * @param reads the connections
 */
record ReservedDatabase(Database whole, Reads reads) implements Database {
    @Override
    public <T> T read(Tenant tenant, Work<T> work) {
        return reads.read(tenant, work);
    }

    @Override
    public <T> T write(Tenant tenant, Work<T> work) {
        return whole.write(tenant, work);
    }

    @Override
    public Database reserved() {
        return this;
    }

    @Override
    public boolean isShared() {
        return whole.isShared();
    }

    @Override
    public Changes changes() {
        return whole.changes();
    }

    @Override
    public void exchange(String name, Runnable task) {
        whole.exchange(name, task);
    }

    /** Nothing: the whole database is closed by whoever opened it. */
    @Override
    public void close() {}
}
