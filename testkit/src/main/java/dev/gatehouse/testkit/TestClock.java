package dev.gatehouse.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's time of day. It runs with the machine's until it is set, and from there on as well, unless it is stopped. What
 * the tenant issued expires by it; certificates and sockets go by the machine's. Thread-safe.
 */
public final class TestClock implements InstantSource {
    private Duration ahead = Duration.ZERO;
    private @Nullable Instant stopped;

    TestClock() {}

    @Override
    public synchronized Instant instant() {
        return stopped == null ? machine().plus(ahead) : stopped;
    }

    /** Sets it; it goes on from there. */
    public synchronized void set(Instant time) {
        stopped = null;
        ahead = Duration.between(machine(), time);
    }

    /** Moves it on; back when {@code time} is negative. */
    public synchronized void advance(Duration time) {
        if (stopped == null) {
            ahead = ahead.plus(time);
        } else {
            stopped = stopped.plus(time);
        }
    }

    /** Stops it: from now on it moves only when it is told to. {@link #set} lets it run again. */
    public synchronized void stop() {
        stopped = instant();
    }

    private static Instant machine() {
        return InstantSource.system().instant();
    }
}
