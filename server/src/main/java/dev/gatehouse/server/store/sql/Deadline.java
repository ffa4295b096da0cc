package dev.gatehouse.server.store.sql;

import dev.gatehouse.server.cancellation.Cancellation;
import java.time.Duration;

/**
 * The time by which the work on a connection ends. It has passed too once the work was cancelled or the thread interrupted, since
 * then nobody waits for the work any more. Used by the thread that uses the connection.
 */
public final class Deadline {
    private boolean set;
    private long at;
    private Cancellation cancellation = Cancellation.current();

    /** Sets it to so long from now. */
    public void start(Duration time) {
        cancellation = Cancellation.current();
        at = System.nanoTime() + time.toNanos();
        set = true;
    }

    /** There is none any more. */
    public void stop() {
        set = false;
    }

    public boolean hasPassed() {
        return set
                && (System.nanoTime() - at >= 0
                        || cancellation.isCancelled()
                        || Thread.currentThread().isInterrupted());
    }
}
