package dev.gatehouse.server.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Numbers that order rows by their creation, in microseconds since 1970. Thread-safe. */
public final class Sequence {
    private static final long MICROS_A_MILLI = 1_000;
    private static final long NODES = 1_000_000_000_000_000L;

    private final InstantSource clock;
    private final long node = ThreadLocalRandom.current().nextLong(1, NODES);
    private final AtomicLong last = new AtomicLong();
    private final AtomicReference<Row> lastOfRow = new AtomicReference<>(new Row(0, 0));

    public Sequence(InstantSource clock) {
        this.clock = clock;
    }

    /** Tells this server's numbers from those of others that write to the same database: 15 digits at most, by chance. */
    public long node() {
        return node;
    }

    /** Greater than every number that this method returned before. */
    public long next() {
        Instant now = clock.instant();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        return last.updateAndGet(previous -> Math.max(previous + 1, micros));
    }

    /**
     * The number of a row that shows when it was created: in the order of those times, to the millisecond, whenever the rows are
     * added. Rows of one millisecond come in the order they are added in.
     */
    public long of(Instant created) {
        long first = created.toEpochMilli() * MICROS_A_MILLI;
        return lastOfRow.updateAndGet(row -> row.follow(first)).number();
    }

    /**
     * @param first the first number of its millisecond
     */
    private record Row(long first, long number) {
        Row follow(long next) {
            return new Row(next, next == first ? number + 1 : next);
        }
    }
}
