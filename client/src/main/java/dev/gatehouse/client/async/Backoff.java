package dev.gatehouse.client.async;

import java.time.Duration;

/** Intervals that double from a first to a maximum one. Not thread-safe. */
public final class Backoff {
    private final Duration max;
    private Duration next;

    /** Intervals from {@code first} up to {@code max}. */
    public Backoff(Duration first, Duration max) {
        this.next = first;
        this.max = max;
    }

    /** For polling a job: short jobs are seen to end at once, long ones cost few calls. */
    public static Backoff ofPolling() {
        return new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));
    }

    /** The next interval. */
    public Duration next() {
        Duration interval = next;
        Duration doubled = interval.multipliedBy(2);
        next = doubled.compareTo(max) < 0 ? doubled : max;
        return interval;
    }
}
