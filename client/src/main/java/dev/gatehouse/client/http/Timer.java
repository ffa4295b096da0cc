package dev.gatehouse.client.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Waits without a thread, so that calls that wait hold nobody up. Tests bring their own. Thread-safe. */
@FunctionalInterface
public interface Timer {
    /**
     * Completes after {@code wait}.
     *
     * @param wait zero or more
     */
    CompletableFuture<Void> after(Duration wait);

    /** Of the JDK. What follows a wait runs on the common pool, since all waits of a process share one thread. */
    static Timer system() {
        return wait -> CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS));
    }
}
