package dev.gatehouse.server.store;

import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.cluster.Changes;
import dev.gatehouse.server.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * What was read about each tenant, kept in memory until it changes. One call reads it anew, and meanwhile others are given
 * what is known, or wait for that one where nothing is. When it cannot be read, what is known goes on being given.
 * Thread-safe.
 *
 * @param <V> immutable
 */
public final class TenantCache<V> {
    /** How long after a failure the next call tries again. */
    private static final Duration RETRY = Duration.ofMillis(100);

    private final Load<V> load;
    private final Changes changes;
    private final String topic;
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

    /**
     * @param changes tells when a tenant's value has changed. While it cannot, values are a second old at most
     * @param topic what is announced with each change of it
     */
    public TenantCache(Load<V> load, Changes changes, String topic, InstantSource clock) {
        this.load = load;
        this.changes = changes;
        this.topic = topic;
        this.clock = clock;
    }

    /** The value as it is now, or the one before while another call reads it. */
    public V get(Tenant tenant) {
        OptionalLong version = changes.version(tenant, topic);
        return entry(tenant).get(tenant, new Need(version, version.isEmpty() ? Changes.MAX_AGE : RETRY, false));
    }

    /** A value that was read, or that one tried to read, no longer than {@code age} ago, whatever has been announced. */
    public V getRead(Tenant tenant, Duration age) {
        return entry(tenant).get(tenant, new Need(changes.version(tenant, topic), age, true));
    }

    /**
     * What a call accepts.
     *
     * @param version the one that is current; empty when that is not known
     * @param age since the last try
     * @param waits whether it waits for another call that reads
     */
    private record Need(OptionalLong version, Duration age, boolean waits) {}

    /** A read that is under way, of what is current under a version. */
    private record Reading<T>(FutureTask<T> task, OptionalLong version) {}

    private Entry entry(Tenant tenant) {
        return entries.computeIfAbsent(tenant.id(), id -> new Entry());
    }

    /**
     * What became of the last try.
     *
     * @param known what was read last, by this try or before; null for nothing yet
     * @param at when it was made
     * @param version that was current then; empty when that was not known
     */
    private record Tried<T>(@Nullable T known, Instant at, OptionalLong version, boolean failed) {}

    private final class Entry {
        /** Read by every request, so without a lock. */
        private volatile Tried<V> tried = new Tried<>(null, Instant.MIN, OptionalLong.empty(), false);

        private @Nullable Reading<V> reading;

        V get(Tenant tenant, Need need) {
            Tried<V> last = tried;
            return last.known() != null && suffices(last, need) ? last.known() : read(tenant, need);
        }

        private V read(Tenant tenant, Need need) {
            V before;
            Reading<V> current;
            boolean own = false;
            synchronized (this) {
                before = tried.known();
                if (before != null && suffices(tried, need)) {
                    return before;
                }
                current = reading;
                if (current == null || !current.version().equals(need.version())) {
                    current = new Reading<>(new FutureTask<>(() -> load.of(tenant, before)), need.version());
                    reading = current;
                    own = true;
                }
            }
            if (own) {
                read(current);
            } else if (before != null && !need.waits() && need.version().isEmpty()) {
                return before;
            }
            return result(current.task(), before);
        }

        /** What was read under the version that is current, or was tried just now where that is not known or failed. */
        private boolean suffices(Tried<V> last, Need need) {
            if (need.waits() || need.version().isEmpty()) {
                return isRecent(last, need);
            }
            return need.version().equals(last.version()) && (!last.failed() || isRecent(last, need));
        }

        private boolean isRecent(Tried<V> last, Need need) {
            return Duration.between(last.at(), clock.instant()).abs().compareTo(need.age()) <= 0;
        }

        private void read(Reading<V> own) {
            Instant now = clock.instant();
            own.task().run();
            synchronized (this) {
                if (reading != own) {
                    return; // another call reads what has changed since
                }
                reading = null;
                tried = new Tried<>(tried.known(), now, own.version(), true);
                try {
                    tried = new Tried<>(own.task().get(), now, own.version(), false);
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
