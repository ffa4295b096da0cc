package dev.gatehouse.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time of day, which a test can move on. It runs, since certificates are checked against the machine's clock. */
public final class MovableClock implements InstantSource {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plus(ahead);
    }

    /** Moves this clock on by {@code duration}; back when it is negative. */
    public void moveBy(Duration duration) {
        ahead = ahead.plus(duration);
    }
}
