package dev.gatehouse.server.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many requests are worked on at once. Others wait, without a thread, and are given up after a while. The threads
 * that are left answer what must not wait, such as questions about the server's health. Thread-safe.
 */
final class ConcurrencyLimit {
    private final int max;
    private final long maxWaitNanos;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private int running;

    /**
     * @param max how many run at once
     * @param maxWait how long others wait for their turn
     */
    ConcurrencyLimit(int max, Duration maxWait) {
        this.max = max;
        this.maxWaitNanos = maxWait.toNanos();
    }

    /** Work and what is done in its place when it waited too long. */
    private record Waiting(Runnable work, Runnable giveUp, long since) {}

    /**
     * Runs {@code work} on this thread, or later on another.
     *
     * @param giveUp runs in its place when its turn came too late
     */
    void run(Runnable work, Runnable giveUp) {
        synchronized (this) {
            if (running >= max) {
                queue.add(new Waiting(work, giveUp, System.nanoTime()));
                return;
            }
            running++;
        }
        Runnable next = work;
        while (next != null) {
            try {
                next.run();
            } finally {
                next = next();
            }
        }
    }

    /** The next in the queue, which takes over this turn; null when none waits, and the turn is over. */
    private synchronized @Nullable Runnable next() {
        Waiting waiting = queue.poll();
        if (waiting == null) {
            running--;
            return null;
        }
        return isLate(waiting) ? waiting.giveUp() : waiting.work();
    }

    /** Gives up what has waited too long, for when no turn ends. */
    void giveUpLate() {
        while (true) {
            Waiting late;
            synchronized (this) {
                late = queue.peek();
                if (late == null || !isLate(late)) {
                    return;
                }
                queue.remove();
            }
            late.giveUp().run();
        }
    }

    private boolean isLate(Waiting waiting) {
        return System.nanoTime() - waiting.since() > maxWaitNanos;
    }
}
