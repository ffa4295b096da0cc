package dev.gatehouse.client.async;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Monotonic time, and waits that hold no thread. Tests bring their own. Thread-safe. */
@FunctionalInterface
public interface Timer {
    /**
     * Completes after {@code wait}; cancelling it ends the wait.
     *
     * @param wait zero or more
     */
    CompletableFuture<Void> after(Duration wait);

    /**
     * As {@link #after}, for a time-out: a wait that is cancelled as a rule, and that a test may leave pending.
     *
     * @param limit zero or more
     */
    default CompletableFuture<Void> timeout(Duration limit) {
        return after(limit);
    }

    /** Nanoseconds since some fixed point, unaffected by changes of the system clock; as {@link System#nanoTime}. */
    default long nanoTime() {
        return System.nanoTime();
    }

    /**
     * A timer on one daemon thread that all timers of the JVM share, and that ends when nothing waits.
     *
     * @param threads where the dependents of a wait run, so that they never hold up another wait
     */
    static Timer on(Executor threads) {
        return new SystemTimer(threads);
    }
}
