package dev.gatehouse.server.oauth.token;

import dev.gatehouse.server.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts how often clients were not authenticated, for each client and address, and says how long the next such response is
 * held back. All are held back a little, longer than telling a known client from an unknown one takes, so that the time gives
 * nothing away; after ten, for twice as long with each, up to five seconds. What is right is never held back. Thread-safe.
 */
final class FailedAuthentications {
    static final Duration MIN_DELAY = Duration.ofMillis(100);
    static final Duration MAX_DELAY = Duration.ofSeconds(5);
    static final int MAX_PAIRS = 10_000;

    private static final int FREE_FAILURES = 10;
    private static final int MAX_DOUBLINGS = 6;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

    private final InstantSource clock;
    private final Map<Pair, Failures> failures = new ConcurrentHashMap<>();

    FailedAuthentications(InstantSource clock) {
        this.clock = clock;
    }

    private record Pair(String tenantId, String clientId, String address) {}

    /** How many, and when the last one was. */
    private record Failures(int count, Instant last) {}

    /**
     * Counts one more.
     *
     * @return how many there have been, this one included
     */
    int count(Tenant tenant, String clientId, String address) {
        Instant now = clock.instant();
        makeRoom(now);
        Failures counted = failures.merge(
                new Pair(tenant.id(), clientId, address),
                new Failures(1, now),
                (before, one) -> isForgotten(before, now) ? one : new Failures(before.count() + 1, now));
        return counted.count();
    }

    private boolean isForgotten(Failures known, Instant now) {
        return now.isAfter(known.last().plus(FORGOTTEN_AFTER));
    }

    /** Whoever makes up clients fills the table with pairs of one failure: those go first. */
    private void makeRoom(Instant now) {
        if (failures.size() < MAX_PAIRS) {
            return;
        }
        failures.values().removeIf(known -> isForgotten(known, now));
        if (failures.size() >= MAX_PAIRS) {
            failures.values().removeIf(known -> known.count() <= FREE_FAILURES);
        }
        if (failures.size() >= MAX_PAIRS) {
            failures.clear();
        }
    }

    /** For how long after its request came the response to that failure is held back. */
    static Duration delay(int count) {
        int doublings = Math.max(0, Math.min(MAX_DOUBLINGS, count - FREE_FAILURES));
        Duration delay = MIN_DELAY.multipliedBy(1L << doublings);
        return delay.compareTo(MAX_DELAY) < 0 ? delay : MAX_DELAY;
    }

    /** How many pairs are known. */
    int size() {
        return failures.size();
    }
}
