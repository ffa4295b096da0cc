package dev.gatehouse.server.http;

import java.time.Duration;

/** How fast a body has to arrive: at 1 KiB a second, once a time of grace is over. */
final class Pace {
    private static final int MIN_BYTES_PER_SECOND = 1_024;

    private final Duration grace;
    private final long startedNanos = System.nanoTime();

    Pace(Duration grace) {
        this.grace = grace;
    }

    /**
     * @param received bytes so far
     */
    boolean isTooSlow(long received) {
        Duration since = Duration.ofNanos(System.nanoTime() - startedNanos);
        return since.compareTo(grace) > 0 && received < since.toSeconds() * MIN_BYTES_PER_SECOND;
    }
}
