package dev.gatehouse.client.jobs;

import java.time.Duration;

/** Waits that begin short and double up to a longest one. Not thread-safe. */
final class Intervals {
    private final Duration longest;
    private Duration next;

    Intervals(Duration first, Duration longest) {
        this.next = first;
        this.longest = longest;
    }

    /** How often a job is looked at: short ones are seen to end at once, and long ones cost few calls. */
    static Intervals ofPolling() {
        return new Intervals(Duration.ofMillis(500), Duration.ofSeconds(10));
    }

    Duration next() {
        Duration interval = next;
        Duration doubled = interval.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return interval;
    }
}
