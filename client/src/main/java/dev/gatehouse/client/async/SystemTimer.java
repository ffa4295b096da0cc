package dev.gatehouse.client.async;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Waits on one thread for all clients of this JVM, which ends when nobody waits: the JDK's own for such waits never does, and
 * holds up programs that see to it that none is left. Thread-safe.
 */
final class SystemTimer implements Timer {
    static final SystemTimer INSTANCE = new SystemTimer();

    private final ScheduledThreadPoolExecutor waits = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "management-client-timer");
        thread.setDaemon(true);
        return thread;
    });

    private SystemTimer() {
        waits.setKeepAliveTime(1, TimeUnit.SECONDS);
        waits.allowCoreThreadTimeOut(true);
        waits.setRemoveOnCancelPolicy(true);
    }

    @Override
    public CompletableFuture<Void> after(Duration wait) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        ScheduledFuture<?> end = waits.schedule(
                () -> CompletableFuture.runAsync(() -> over.complete(null)), wait.toNanos(), TimeUnit.NANOSECONDS);
        over.whenComplete((nothing, failure) -> end.cancel(false));
        return over;
    }
}
