package dev.gatehouse.client.async;

import java.time.Duration;

/**
 * A point in monotonic time by which something has to end. Immutable.
 *
 * @param timer the monotonic time
 * @param at of {@link Timer#nanoTime}
 */
public record Deadline(Timer timer, long at) {
    /** The time left; negative when it has passed. */
    public Duration left() {
        return Duration.ofNanos(at - timer.nanoTime());
    }

    /** Whether it has passed. */
    public boolean hasPassed() {
        return at - timer.nanoTime() <= 0;
    }

    /** Whether {@code wait} from now ends before it. */
    public boolean allows(Duration wait) {
        return wait.compareTo(left()) < 0;
    }

    /** The shorter of {@code time} and the time left. */
    public Duration limit(Duration time) {
        Duration left = left();
        return left.compareTo(time) < 0 ? left : time;
    }
}
