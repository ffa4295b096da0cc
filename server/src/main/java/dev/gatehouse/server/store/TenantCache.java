package dev.gatehouse.server.store;

import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * What was read about each tenant, kept in memory. One call reads it anew, and meanwhile others are given what is known, or
 * wait for that one where nothing is. When it cannot be read, what is known goes on being given. Thread-safe.
 *
 * @param <V> immutable
 */
public final class TenantCache<V> {
    private final Load<V> load;
    private final InstantSource clock;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /** Reads a tenant's value. */
    @FunctionalInterface
    public interface Load<V> {
        /**
         * @param known the value read before; null when there is none. Returned again where nothing changed
         */
        V of(Tenant tenant, @Nullable V known);
    }

    public TenantCache(Load<V> load, InstantSource clock) {
        this.load = load;
        this.clock = clock;
    }

    /** A value that was read, or that one tried to read, no longer than {@code age} ago, or an older one while another reads. */
    public V get(Tenant tenant, Duration age) {
        return entry(tenant).get(tenant, age, false);
    }

    /** As {@link #get}, and waits for the one who reads. */
    public V getRead(Tenant tenant, Duration age) {
        return entry(tenant).get(tenant, age, true);
    }

    private Entry entry(Tenant tenant) {
        return entries.computeIfAbsent(tenant.id(), id -> new Entry());
    }

    /** What was read before this is not given after it, even if it is being read right now. */
    public void forget(Tenant tenant) {
        entries.remove(tenant.id());
    }

    private final class Entry {
        private @Nullable V known;
        private Instant triedAt = Instant.MIN;
        private @Nullable FutureTask<V> reading;

        V get(Tenant tenant, Duration age, boolean waits) {
            V before;
            FutureTask<V> task;
            boolean own = false;
            synchronized (this) {
                before = known;
                if (before != null
                        && Duration.between(triedAt, clock.instant()).abs().compareTo(age) <= 0) {
                    return before;
                }
                if (reading == null) {
                    reading = new FutureTask<>(() -> load.of(tenant, before));
                    own = true;
                }
                task = reading;
            }
            if (own) {
                read(task);
            } else if (before != null && !waits) {
                return before;
            }
            return result(task, before);
        }

        private void read(FutureTask<V> task) {
            Instant now = clock.instant();
            task.run();
            synchronized (this) {
                reading = null;
                triedAt = now;
                try {
                    known = task.get();
                } catch (ExecutionException e) {
                    System.getLogger(TenantCache.class.getName())
                            .log(System.Logger.Level.DEBUG, "what is known is used on", e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private V result(FutureTask<V> task, @Nullable V before) {
            try {
                return task.get();
            } catch (ExecutionException e) {
                if (before != null) {
                    return before;
                }
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new StoreException("what is kept of a tenant cannot be read", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ErrorCode.SERVICE_UNAVAILABLE.refuse("The server is stopping.");
            }
        }
    }
}
