package dev.gatehouse.server.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries whether the server can do its work, at most once a second however often it is asked, and on a thread of its own, so
 * that a database that hangs is told from one that answers. Thread-safe.
 */
public final class HealthCheck {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration MAX_WAIT = Duration.ofMillis(800);

    private final BooleanSupplier probe;
    private volatile boolean stopping;
    private @Nullable CompletableFuture<Boolean> latest;
    private long startedNanos;

    /**
     * @param probe whether the work can be done; may block, and throw
     */
    public HealthCheck(BooleanSupplier probe) {
        this.probe = probe;
    }

    /** From now on the server is not ready, whatever the probe says. */
    public void stop() {
        stopping = true;
    }

    /** Whether it was told to stop. */
    boolean isStopping() {
        return stopping;
    }

    /** Whether the probe says so within 800 milliseconds, now or within the last second. */
    public boolean passes() {
        if (stopping) {
            return false;
        }
        try {
            return current().get(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The probe that runs, or has just run; a new one when that is over and a second old. */
    private synchronized CompletableFuture<Boolean> current() {
        CompletableFuture<Boolean> known = latest;
        boolean old = System.nanoTime() - startedNanos > FRESH.toNanos();
        if (known != null && (!known.isDone() || !old)) {
            return known;
        }
        CompletableFuture<Boolean> next = new CompletableFuture<>();
        Thread thread = new Thread(() -> complete(next), "health");
        thread.setDaemon(true);
        thread.start();
        latest = next;
        startedNanos = System.nanoTime();
        return next;
    }

    private void complete(CompletableFuture<Boolean> result) {
        try {
            result.complete(probe.getAsBoolean());
        } catch (RuntimeException | Error e) { // whatever it is, the server cannot do its work
            result.completeExceptionally(e);
        }
    }
}
