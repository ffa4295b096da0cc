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
 * that a database that hangs is told from one that answers. While it tries, a success of the last two seconds still counts, so
 * that who asks often never waits. Thread-safe.
 */
public final class HealthCheck {
    /** How long a try may take. */
    public static final Duration MAX_WAIT = Duration.ofMillis(800);

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration MAX_AGE_OF_SUCCESS = Duration.ofSeconds(2);

    private final BooleanSupplier probe;
    private final BooleanSupplier working;
    private volatile boolean stopping;
    private @Nullable Attempt latest;

    /**
     * @param probe whether the work can be done; may block, and throw
     * @param working whether the server did its work within {@link #MAX_WAIT}; asked where the probe takes longer, as behind
     *     many others on a busy machine. Must not block
     */
    public HealthCheck(BooleanSupplier probe, BooleanSupplier working) {
        this.probe = probe;
        this.working = working;
    }

    /**
     * One run of the probe.
     *
     * @param startedNanos in the time of {@link System#nanoTime}
     * @param followsSuccess whether the one before it passed, not long ago
     */
    private record Attempt(long startedNanos, boolean followsSuccess, CompletableFuture<Boolean> result) {
        boolean isOlderThan(Duration age) {
            return System.nanoTime() - startedNanos > age.toNanos();
        }

        boolean isRunning() {
            return !result.isDone();
        }

        boolean passed() {
            return result.isDone() && !result.isCompletedExceptionally() && result.join();
        }
    }

    /** From now on the server is not ready, whatever the probe says. */
    public void stop() {
        stopping = true;
    }

    /** Whether it was told to stop. */
    boolean isStopping() {
        return stopping;
    }

    /** Whether the probe says so within 800 milliseconds, now or within the last seconds. */
    public boolean passes() {
        if (stopping) {
            return false;
        }
        Attempt attempt = current();
        if (attempt.isRunning() && attempt.isOlderThan(MAX_WAIT)) {
            return working.getAsBoolean();
        }
        return (attempt.isRunning() && attempt.followsSuccess()) || awaitResult(attempt);
    }

    private boolean awaitResult(Attempt attempt) {
        try {
            return attempt.result().get(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return working.getAsBoolean();
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The probe that runs, or has just run; a new one when that is over and a second old. */
    private synchronized Attempt current() {
        Attempt known = latest;
        if (known != null && (known.isRunning() || !known.isOlderThan(FRESH))) {
            return known;
        }
        boolean followsSuccess = known != null && known.passed() && !known.isOlderThan(MAX_AGE_OF_SUCCESS);
        Attempt next = new Attempt(System.nanoTime(), followsSuccess, new CompletableFuture<>());
        Thread thread = new Thread(() -> complete(next.result()), "health");
        thread.setDaemon(true);
        thread.start();
        latest = next;
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
