package dev.gatehouse.server.work;

import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An item of work as this node sees it: when its next run is due, and whether this node has its lease. Thread-safe; a run stays on the one thread
 * that claimed it.
 */
final class WorkItem {
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
    /** How soon a node asks again for what another one has. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger(WorkItem.class.getName());

    private final Tenant tenant;
    private final WorkSource source;
    private final String name;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private volatile Instant due = Instant.EPOCH;
    private volatile @Nullable Lease lease;
    private int failures;

    WorkItem(Tenant tenant, WorkSource source, String name) {
        this.tenant = tenant;
        this.source = source;
        this.name = name;
    }

    Tenant tenant() {
        return tenant;
    }

    boolean isDue(Instant now) {
        return !due.isAfter(now);
    }

    boolean isHeld() {
        return lease != null;
    }

    /** Whether the caller has it to itself, until it calls {@link #unclaim}. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    void unclaim() {
        claimed.set(false);
    }

    /** Runs the item if this node holds or acquires its lease. */
    void runTurn(Database database, LeaseStore leases, String node, InstantSource clock, BooleanSupplier stopping) {
        Duration wait;
        try {
            Optional<Lease> held = acquire(database, leases, node, clock);
            if (held.isEmpty()) {
                wait = ASK_AGAIN;
            } else {
                wait = source.run(new WorkRun(database, leases, tenant, name, held.get(), stopping));
                failures = 0;
                if (wait.compareTo(BackgroundWork.TERM) > 0) {
                    release(database, leases);
                }
            }
        } catch (LeaseLostException e) {
            lease = null;
            wait = ASK_AGAIN;
        } catch (RuntimeException e) {
            failures++;
            wait = BACKOFF.after(failures);
            LOG.log(
                    stopping.getAsBoolean() ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                    () -> leaseName() + " failed, turn " + failures + " in a row",
                    e);
        }
        due = clock.instant().plus(wait);
    }

    private Optional<Lease> acquire(Database database, LeaseStore leases, String node, InstantSource clock) {
        Lease known = lease;
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Lease> acquired = database.write(
                tenant, tx -> leases.acquire(tx, leaseName(), node, clock.instant(), BackgroundWork.TERM));
        lease = acquired.orElse(null);
        return acquired;
    }

    private String leaseName() {
        return source.name() + "/" + name;
    }

    /** Gives the lease back; when the database is away, it expires. */
    void release(Database database, LeaseStore leases) {
        Lease known = lease;
        lease = null;
        if (known != null) {
            database.write(tenant, tx -> {
                leases.release(tx, known);
                return true;
            });
        }
    }
}
