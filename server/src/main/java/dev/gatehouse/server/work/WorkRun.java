package dev.gatehouse.server.work;

import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.tenant.Tenant;
import java.util.function.BooleanSupplier;

/** One run of an item of background work, on the node that holds its lease. Used by one thread. */
public final class WorkRun {
    private final Database database;
    private final LeaseStore leases;
    private final Tenant tenant;
    private final String item;
    private final Lease lease;
    private final BooleanSupplier stopping;

    WorkRun(Database database, LeaseStore leases, Tenant tenant, String item, Lease lease, BooleanSupplier stopping) {
        this.database = database;
        this.leases = leases;
        this.tenant = tenant;
        this.item = item;
        this.lease = lease;
        this.stopping = stopping;
    }

    /** Whose work it is. */
    public Tenant tenant() {
        return tenant;
    }

    /** The item, as its source named it. */
    public String item() {
        return item;
    }

    /** Reads in a transaction of its own. */
    public <T> T read(Database.Work<T> work) {
        return database.read(tenant, work);
    }

    /** Reads what takes minutes in one consistent view; {@code work} may {@link #write} meanwhile. */
    public <T> T readSnapshot(Database.Work<T> work) {
        return database.readSnapshot(tenant, work);
    }

    /**
     * Writes in a transaction of its own, in which the lease is still this node's.
     *
     * @throws LeaseLostException when another node has taken the item over: nothing was written
     */
    public <T> T write(Database.Work<T> work) {
        return database.write(tenant, tx -> {
            leases.require(tx, lease);
            return work.run(tx);
        });
    }

    /** Whether the server is stopping: a long run should end at its next safe point. */
    public boolean stopping() {
        return stopping.getAsBoolean();
    }
}
