package dev.gatehouse.server.work;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses that double with each failure in a row, up to a limit, each shortened at random by up to a quarter so that what failed
 * together does not come back together. Immutable.
 *
 * @param first the pause after the first failure
 * @param longest the limit
 */
public record Backoff(Duration first, Duration longest) {
    private static final int MAX_DOUBLINGS = 20;

    /**
     * The pause after this many failures in a row.
     *
     * @param failures at least 1
     */
    public Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        long pause = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(pause - ThreadLocalRandom.current().nextLong(pause / 4 + 1));
    }
}
