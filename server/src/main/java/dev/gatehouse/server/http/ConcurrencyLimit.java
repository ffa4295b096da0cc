package dev.gatehouse.server.http;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many requests are worked on at once. Others wait, without a thread, and are given up after a while. The threads
 * that are left answer what must not wait, such as questions about the server's health. Thread-safe.
 */
final class ConcurrencyLimit {
    private final Semaphore turns;
    private final long maxWaitNanos;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();

    /**
     * @param max how many run at once
     * @param maxWait how long others wait for their turn
     */
    ConcurrencyLimit(int max, Duration maxWait) {
        this.turns = new Semaphore(max);
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
        try {
            if (turns.tryAcquire()) {
                runTurn(work);
            } else {
                queue.add(new Waiting(work, giveUp, System.nanoTime()));
            }
        } finally {
            // One may have come between the last look at the queue and the end of a turn.
            while (!queue.isEmpty() && turns.tryAcquire()) {
                runTurn(next());
            }
        }
    }

    /** Runs {@code first}, and in the same turn all that waits. */
    private void runTurn(@Nullable Runnable first) {
        try {
            for (Runnable next = first; next != null; next = next()) {
                next.run();
            }
        } finally {
            turns.release();
        }
    }

    /** The next in the queue; null when none waits. */
    private @Nullable Runnable next() {
        Waiting waiting = queue.poll();
        if (waiting == null) {
            return null;
        }
        return isLate(waiting) ? waiting.giveUp() : waiting.work();
    }

    /** Gives up what has waited too long, for when no turn ends. */
    void giveUpLate() {
        for (Waiting late = queue.peek(); late != null && isLate(late); late = queue.peek()) {
            if (queue.remove(late)) {
                late.giveUp().run();
            }
        }
    }

    private boolean isLate(Waiting waiting) {
        return System.nanoTime() - waiting.since() > maxWaitNanos;
    }
}
