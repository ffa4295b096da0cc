package dev.gatehouse.server.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers that order rows by their creation: microseconds since 1970, never the same twice on one server. Thread-safe. */
public final class Sequence {
    private static final long NODES = 1_000_000_000_000_000L;

    private final InstantSource clock;
    private final long node = ThreadLocalRandom.current().nextLong(1, NODES);
    private final AtomicLong last = new AtomicLong();

    public Sequence(InstantSource clock) {
        this.clock = clock;
    }

    /** Tells this server's numbers from those of others that write to the same database: 15 digits at most, by chance. */
    public long node() {
        return node;
    }

    /** Greater than every number before. */
    public long next() {
        Instant now = clock.instant();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        return last.updateAndGet(previous -> Math.max(previous + 1, micros));
    }
}
