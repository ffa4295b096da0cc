package dev.gatehouse.server.store;

import dev.gatehouse.server.cancellation.Cancellation;
import dev.gatehouse.server.store.Database.Work;
import dev.gatehouse.server.store.cluster.Changes;
import dev.gatehouse.server.store.sql.SqlConnection;
import dev.gatehouse.server.tenant.Tenant;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One write that waits for its commit. It has succeeded only once it was acknowledged, whatever else happens. */
final class WriteCall<T> {
    /** Those that are urgent first, and then as they came. */
    static final Comparator<WriteCall<?>> ORDER =
            Comparator.<WriteCall<?>, Boolean>comparing(call -> !call.urgent).thenComparingLong(call -> call.number);

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Tenant tenant;
    private final Work<T> work;
    private final boolean urgent;
    private final long number;
    private @Nullable Transaction transaction;
    private final Cancellation cancellation = Cancellation.current();
    private @Nullable T value;
    private @Nullable Throwable failure;
    private boolean durable;

    /**
     * @param urgent whether it comes before all that are not
     * @param number in the order of the calls
     */
    WriteCall(Tenant tenant, Work<T> work, boolean urgent, long number) {
        this.tenant = tenant;
        this.work = work;
        this.urgent = urgent;
        this.number = number;
    }

    /** Runs the work; whether it succeeded. */
    boolean run(SqlConnection connection) {
        try {
            cancellation.requireWanted();
            Transaction begun = new Transaction(tenant, connection);
            transaction = begun;
            value = begun.run(work);
            return true;
        } catch (RuntimeException | Error e) {
            failure = e;
            return false;
        }
    }

    /** Forgets that it ran. */
    void reset() {
        value = null;
        failure = null;
    }

    /** Its work, unless that failed, is on the disk. */
    void acknowledge() {
        durable = true;
    }

    /** Its work is not on the disk, for this reason unless it had one of its own. */
    void fail(Throwable reason) {
        if (failure == null && !durable) {
            failure = reason;
        }
    }

    /**
     * Lets its caller go on.
     *
     * @param changes is told what changed, even where the commit failed: what was written may be there all the same
     */
    void finish(Changes changes) {
        if (transaction != null) {
            changes.committed(tenant, transaction.topics());
        }
        finished.countDown();
    }

    /** What the work returned, once it is durable; what it threw otherwise. */
    @SuppressWarnings("NullAway") // null is what the work returned
    T result() {
        awaitEnd();
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (!durable) {
            throw new StoreException("the write was not committed");
        }
        return value;
    }

    /** The work is under way and may be committed, so an interrupt cannot take the call back. */
    private void awaitEnd() {
        boolean interrupted = false;
        while (finished.getCount() > 0) {
            try {
                finished.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
