package dev.gatehouse.client.async;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Waits without a thread, so that calls that wait hold nobody up. Tests bring their own. Thread-safe. */
@FunctionalInterface
public interface Timer {
    /**
     * Completes after {@code wait}; cancelling it ends the wait.
     *
     * @param wait zero or more
     */
    CompletableFuture<Void> after(Duration wait);

    /** By the machine's time. What follows a wait runs on the common pool, since all waits of a JVM share one thread. */
    static Timer system() {
        return SystemTimer.INSTANCE;
    }
}
