package dev.gatehouse.server.work;

import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does the work of all sources for all tenants, beside the requests. An item is done by the one node that has its lease; when
 * that node dies, another takes the item over once the lease has expired. Thread-safe.
 */
public final class BackgroundWork implements AutoCloseable {
    /** How long an item of a node that died waits for another. */
    public static final Duration TERM = Duration.ofSeconds(15);

    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration RENEWAL = TERM.dividedBy(3);
    private static final Duration MAX_STOP = Duration.ofSeconds(10);
    private static final int THREADS = 8;
    private static final System.Logger LOG = System.getLogger(BackgroundWork.class.getName());

    private final Database database;
    private final List<Tenant> tenants;
    private final List<? extends WorkSource> sources;
    private final InstantSource clock;
    private final String node;
    private final LeaseStore leases = new LeaseStore();
    private final Map<String, WorkItem> items = new ConcurrentHashMap<>();
    private final Semaphore woken = new Semaphore(0);
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads("background-work"));
    private final Thread ticker = threads("background-ticker").newThread(this::tickUntilClosed);
    private Instant renewed = Instant.EPOCH;
    private volatile boolean closing;

    /**
     * @param node the name of this node: no other may have it, not even this one after a restart
     */
    public BackgroundWork(
            Database database,
            List<Tenant> tenants,
            List<? extends WorkSource> sources,
            InstantSource clock,
            String node) {
        this.database = database;
        this.tenants = List.copyOf(tenants);
        this.sources = List.copyOf(sources);
        this.clock = clock;
        this.node = node;
        workers.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Begins. A database that is this server's alone holds no living node's leases. */
    public void start() {
        if (!database.isShared()) {
            tenants.forEach(tenant -> database.write(tenant, tx -> {
                leases.clear(tx);
                return true;
            }));
        }
        ticker.start();
    }

    /** Looks for work now rather than at the next tick: for what was just committed. */
    public void wake() {
        woken.release();
    }

    private void tickUntilClosed() {
        while (!closing) {
            for (Tenant tenant : tenants) {
                tick(tenant);
            }
            try {
                if (woken.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                    woken.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void tick(Tenant tenant) {
        try {
            Set<String> named = new HashSet<>();
            for (WorkSource source : sources) {
                List<String> found = database.read(tenant, source::items);
                for (String item : found) {
                    String key = key(tenant, source, item);
                    named.add(key);
                    submit(items.computeIfAbsent(key, absent -> new WorkItem(tenant, source, item)));
                }
            }
            forgetOthers(tenant, named);
            renew(tenant);
        } catch (RuntimeException e) {
            // The database is away: what waits is found again when it is back.
            LOG.log(closing ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING, "no work was found: " + e);
        }
    }

    private static String key(Tenant tenant, WorkSource source, String item) {
        return tenant.id() + "/" + source.name() + "/" + item;
    }

    private void submit(WorkItem item) {
        if (item.isDue(clock.instant()) && item.claim()) {
            execute(item);
        }
    }

    /** Runs an item that the caller has claimed. */
    private void execute(WorkItem item) {
        try {
            workers.execute(() -> run(item));
        } catch (RejectedExecutionException e) {
            item.unclaim(); // closed in the meantime
        }
    }

    private void run(WorkItem item) {
        try {
            if (!closing) {
                item.runTurn(database, leases, node, clock, () -> closing);
            }
        } catch (Error e) {
            item.unclaim();
            throw e;
        }
        // Behind the others that wait, so that none of them waits for one that has more and more to do.
        if (!closing && item.isDue(clock.instant())) {
            execute(item);
        } else {
            item.unclaim();
        }
    }

    private void forgetOthers(Tenant tenant, Set<String> named) {
        items.forEach((key, item) -> {
            if (item.tenant().equals(tenant) && !named.contains(key) && item.claim()) {
                items.remove(key);
                item.release(database, leases);
            }
        });
    }

    private void renew(Tenant tenant) {
        Instant now = clock.instant();
        boolean holdsAny = items.values().stream().anyMatch(WorkItem::isHeld);
        if (holdsAny && renewed.plus(RENEWAL).isBefore(now)) {
            renewed = now;
            database.write(tenant, tx -> {
                leases.renewAll(tx, node, now, TERM);
                return true;
            });
        }
    }

    /**
     * Starts no further run, waits ten seconds for those in progress, interrupts what is left, and gives the leases back so
     * that other nodes go on at once.
     */
    @Override
    public void close() {
        closing = true;
        ticker.interrupt();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(MAX_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
            ticker.join(MAX_STOP.toMillis());
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
        if (items.values().stream().anyMatch(WorkItem::isHeld)) {
            tenants.forEach(this::releaseAll);
        }
    }

    private void releaseAll(Tenant tenant) {
        try {
            database.write(tenant, tx -> {
                leases.releaseAll(tx, node);
                return true;
            });
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "leases were not given back, and expire", e);
        }
    }
}
