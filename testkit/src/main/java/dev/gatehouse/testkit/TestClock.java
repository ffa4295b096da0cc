package dev.gatehouse.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a tenant. It follows the system clock until it is set, and runs on from there unless it is stopped. Tokens and
 * tickets expire by it; certificates and timeouts follow the system clock. Thread-safe.
 */
public final class TestClock implements InstantSource {
    private Duration offset = Duration.ZERO;
    private @Nullable Instant stopped;

    TestClock() {}

    @Override
    public synchronized Instant instant() {
        return stopped == null ? system().plus(offset) : stopped;
    }

    /** Sets the clock; it runs on from there. */
    public synchronized void set(Instant time) {
        stopped = null;
        offset = Duration.between(system(), time);
    }

    /** Advances the clock; a negative duration moves it back. */
    public synchronized void advance(Duration time) {
        if (stopped == null) {
            offset = offset.plus(time);
        } else {
            stopped = stopped.plus(time);
        }
    }

    /** Stops the clock: from now on only {@link #advance} moves it. {@link #set} starts it again. */
    public synchronized void stop() {
        stopped = instant();
    }

    private static Instant system() {
        return InstantSource.system().instant();
    }
}
