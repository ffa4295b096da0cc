package dev.gatehouse.server.store;

import dev.gatehouse.server.store.cluster.Changes;
import dev.gatehouse.server.tenant.Tenant;
import java.time.Duration;

/**
 * A database for what must not wait: its reads have connections of their own, and its writes come first.
 *
 * @param whole what everything else goes to
 * @param reads the connections
 * @param writes by which it writes
 */
record ReservedDatabase(Database whole, Reads reads, Writes writes) implements Database {
    /** Runs work that writes. */
    interface Writes {
        <T> T write(Tenant tenant, Work<T> work);
    }

    @Override
    public <T> T read(Tenant tenant, Work<T> work) {
        return reads.read(tenant, work);
    }

    @Override
    public <T> T readSnapshot(Tenant tenant, Work<T> work) {
        return whole.readSnapshot(tenant, work);
    }

    @Override
    public <T> T write(Tenant tenant, Work<T> work) {
        return writes.write(tenant, work);
    }

    @Override
    public boolean hasWritten(Duration time) {
        return whole.hasWritten(time);
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
