package dev.gatehouse.client.async;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Lets at most so many be under way at once; the others wait, in their order and without a thread. Thread-safe. */
public final class ConcurrencyLimit {
    private final Queue<BooleanSupplier> waiting = new ArrayDeque<>();
    /** Whether this thread starts others already, so that however many end as they start, the stack stays flat. */
    private final ThreadLocal<Boolean> starting = ThreadLocal.withInitial(() -> false);

    private int free;

    /**
     * @param limit how many may be under way, at least 1
     */
    public ConcurrencyLimit(int limit) {
        free = limit;
    }

    /**
     * Runs {@code next} when its turn comes, perhaps now.
     *
     * @param next answers whether it is under way, and then calls {@link #end} once, be it while it starts; false when it
     *     has ended already
     */
    public void take(BooleanSupplier next) {
        synchronized (this) {
            waiting.add(next);
        }
        start();
    }

    /** Takes a turn when one is free and nobody waits for it; {@link #end} ends it. */
    public synchronized boolean takeNow() {
        boolean now = free > 0 && waiting.isEmpty();
        if (now) {
            free--;
        }
        return now;
    }

    /** Ends a turn; the next one starts on this thread. */
    public void end() {
        synchronized (this) {
            free++;
            if (waiting.isEmpty()) {
                return;
            }
        }
        start();
    }

    private void start() {
        if (starting.get()) {
            return;
        }
        starting.set(true);
        try {
            startAll();
        } finally {
            starting.remove();
        }
    }

    private void startAll() {
        for (BooleanSupplier next = next(); next != null; next = next()) {
            if (!next.getAsBoolean()) {
                synchronized (this) {
                    free++;
                }
            }
        }
    }

    private synchronized @Nullable BooleanSupplier next() {
        if (free == 0 || waiting.isEmpty()) {
            return null;
        }
        free--;
        return waiting.poll();
    }
}
