package dev.gatehouse.server.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether a database was away at the last try. Then one call at a time tries again, and all others are refused at once
 * rather than wait for the same. Thread-safe.
 */
final class CircuitBreaker {
    private static final long NONE = Long.MIN_VALUE;

    private final long pause;
    private final long longestTry;
    /** When the next call may try, in the time of {@link System#nanoTime}; {@link #NONE} while all is well. */
    private final AtomicLong nextTry = new AtomicLong(NONE);

    /**
     * @param pause how long nobody tries after a failure
     * @param longestTry how long a try may take
     */
    CircuitBreaker(Duration pause, Duration longestTry) {
        this.pause = pause.toNanos();
        this.longestTry = longestTry.toNanos();
    }

    /** Whether nobody may try for the moment. */
    boolean isOpen() {
        long next = nextTry.get();
        return next != NONE && System.nanoTime() - next < 0;
    }

    /** Whether a call may go to the database; after a failure only one may. */
    boolean admits() {
        long next = nextTry.get();
        if (next == NONE) {
            return true;
        }
        long now = System.nanoTime();
        return now - next >= 0 && nextTry.compareAndSet(next, now + longestTry);
    }

    /** The database could not be reached. */
    void open() {
        nextTry.set(System.nanoTime() + pause);
    }

    /** The database did what it was asked. */
    void close() {
        if (nextTry.get() != NONE) {
            nextTry.set(NONE);
        }
    }
}
