package dev.gatehouse.client.call;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Waits without a thread, so that calls that wait hold nobody up. Tests bring their own. */
@FunctionalInterface
public interface Timer {
    /** Completes after {@code wait}. */
    CompletableFuture<Void> after(Duration wait);

    /** Of the JDK: one daemon thread for the whole process, which only tells that time has passed. */
    static Timer system() {
        return wait -> new CompletableFuture<Void>().completeOnTimeout(null, wait.toNanos(), TimeUnit.NANOSECONDS);
    }
}
