package dev.gatehouse.server.store;

import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.sql.CollisionException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Runs transactions again that collided with others, for a bounded time. Thread-safe. */
final class Retries {
    private static final int MAX_DOUBLINGS = 6;

    private final Duration limit;

    /**
     * @param limit how long a transaction is tried
     */
    Retries(Duration limit) {
        this.limit = limit;
    }

    /**
     * What {@code transaction} returns once it collides no more.
     *
     * @throws dev.gatehouse.server.error.Rejection when it still collides at the limit
     */
    <T> T untilItFits(Supplier<T> transaction) {
        long began = System.nanoTime();
        for (int tried = 1; ; tried++) {
            try {
                return transaction.get();
            } catch (CollisionException e) {
                if (System.nanoTime() - began > limit.toNanos()) {
                    throw busy();
                }
                pause(tried);
            }
        }
    }

    private static RuntimeException busy() {
        return ErrorCode.SERVICE_UNAVAILABLE.refuse("Too many calls change the same. Try again.");
    }

    /** Longer each time, and of a random length, so that those that collided do not meet again. */
    private static void pause(int tried) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, 2L << Math.min(tried, MAX_DOUBLINGS)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }
}
