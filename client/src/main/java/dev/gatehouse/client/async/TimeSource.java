package dev.gatehouse.client.async;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/**
 * Wall-clock time, monotonic time and waits. Deadlines use monotonic time: a system clock that is set back must not prolong
 * them. Thread-safe.
 *
 * @param clock wall-clock time, for the expiry of tokens and what the server says of time
 * @param timer monotonic time and waits
 */
public record TimeSource(InstantSource clock, Timer timer) {
    /** The wall-clock time. */
    public Instant instant() {
        return clock.instant();
    }

    /** Completes after {@code wait}; cancelling it ends the wait. */
    public CompletableFuture<Void> after(Duration wait) {
        return timer.after(wait);
    }

    /** The deadline that passes in {@code time}. */
    public Deadline deadline(Duration time) {
        return new Deadline(timer, timer.nanoTime() + time.toNanos());
    }
}
