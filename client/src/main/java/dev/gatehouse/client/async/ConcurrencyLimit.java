package dev.gatehouse.client.async;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A semaphore whose waiters hold no thread and are served in order. Thread-safe. */
public final class ConcurrencyLimit {
    private final int limit;
    private final Executor threads;
    private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int free;

    /**
     * A semaphore with all of its permits free.
     *
     * @param limit the number of permits, at least 1
     * @param threads where the dependents of a future run that had to wait
     */
    public ConcurrencyLimit(int limit, Executor threads) {
        this.limit = limit;
        this.threads = threads;
        this.free = limit;
    }

    /** The number of permits. */
    public int limit() {
        return limit;
    }

    /** Takes a permit if one is free and nobody waits for it. */
    public synchronized boolean tryAcquire() {
        boolean now = free > 0 && waiting.isEmpty();
        if (now) {
            free--;
        }
        return now;
    }

    /** A future that completes with a permit; {@link #release} returns it. Cancelling it gives up the place in the queue. */
    public synchronized CompletableFuture<Void> acquire() {
        if (tryAcquire()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> permit = new CompletableFuture<>();
        waiting.add(permit);
        return permit;
    }

    /** Returns a permit, which goes to the one that waited longest. */
    public void release() {
        CompletableFuture<Void> next = nextWaiting();
        while (next != null && !serve(next)) {
            next = nextWaiting();
        }
    }

    private synchronized @Nullable CompletableFuture<Void> nextWaiting() {
        CompletableFuture<Void> next = waiting.poll();
        if (next == null) {
            free++;
        }
        return next;
    }

    /** Whether the permit has gone to {@code next}, or will be returned by the thread that finds it cancelled. */
    private boolean serve(CompletableFuture<Void> next) {
        try {
            threads.execute(() -> {
                if (!next.complete(null)) {
                    release();
                }
            });
            return true;
        } catch (RuntimeException | OutOfMemoryError e) {
            next.completeExceptionally(e);
            return false;
        }
    }
}
