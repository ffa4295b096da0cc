package dev.gatehouse.client.attempt;

import java.time.Duration;

/** Counts the attempts of one call and what it waited for. Written by one thread at a time; read when the call has ended. */
public final class CallStatistics {
    private int attempts;
    private Duration queued = Duration.ZERO;
    private Duration throttled = Duration.ZERO;
    private Duration backedOff = Duration.ZERO;

    void attempt() {
        attempts++;
    }

    void queued(Duration wait) {
        queued = queued.plus(wait);
    }

    void throttled(Duration wait) {
        throttled = throttled.plus(wait);
    }

    void backedOff(Duration wait) {
        backedOff = backedOff.plus(wait);
    }

    /** Requests sent. */
    public int attempts() {
        return attempts;
    }

    /** Time spent waiting for one of the concurrent requests. */
    public Duration queued() {
        return queued;
    }

    /** Time spent waiting for the rate limit before a request was sent. */
    public Duration throttled() {
        return throttled;
    }

    /** Time spent waiting between attempts. */
    public Duration backedOff() {
        return backedOff;
    }
}
