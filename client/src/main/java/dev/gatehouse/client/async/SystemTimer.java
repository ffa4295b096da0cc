package dev.gatehouse.client.async;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Waits on one thread of its own. {@link CompletableFuture#delayedExecutor} is no alternative: its thread never ends, and the
 * common pool, where its dependents run, may be busy for as long as the application likes. Thread-safe.
 */
final class SystemTimer implements Timer {
    private static final ScheduledThreadPoolExecutor WAITS = waits();

    private final Executor threads;

    SystemTimer(Executor threads) {
        this.threads = threads;
    }

    private static ScheduledThreadPoolExecutor waits() {
        ScheduledThreadPoolExecutor waits = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "management-client-timer");
            thread.setDaemon(true);
            return thread;
        });
        waits.setKeepAliveTime(1, TimeUnit.SECONDS);
        waits.allowCoreThreadTimeOut(true);
        waits.setRemoveOnCancelPolicy(true);
        return waits;
    }

    @Override
    public CompletableFuture<Void> after(Duration wait) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        ScheduledFuture<?> end =
                WAITS.schedule(() -> threads.execute(() -> over.complete(null)), wait.toNanos(), TimeUnit.NANOSECONDS);
        over.whenComplete((nothing, failure) -> end.cancel(false));
        return over;
    }
}
