package dev.gatehouse.server.store.sql;

import java.time.Duration;

/**
 * The time by which the work on a connection ends. It has passed too once the thread is interrupted, since then nobody waits
 * for the work any more. Used by the thread that uses the connection.
 */
public final class Deadline {
    private boolean set;
    private long at;

    /** Sets it to so long from now. */
    public void start(Duration time) {
        at = System.nanoTime() + time.toNanos();
        set = true;
    }

    /** There is none any more. */
    public void stop() {
        set = false;
    }

    public boolean hasPassed() {
        return set && (System.nanoTime() - at >= 0 || Thread.currentThread().isInterrupted());
    }
}
