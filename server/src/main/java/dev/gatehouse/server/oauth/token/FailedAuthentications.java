package dev.gatehouse.server.oauth.token;

import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Counts how often clients were not authenticated, for each client and address, and says how long the next such response is
 * held back. All are held back a little, longer than telling a known client from an unknown one takes, so that the time gives
 * nothing away; after ten, for twice as long with each, up to five seconds. What is right is never held back.
 *
 * <p>Nodes on one database tell each other four times a second of the pairs that failed at one of them more than once, and
 * read what the others counted before they count on: a count may lack one failure of each other node, and those of the last
 * quarter of a second. Thread-safe.
 */
final class FailedAuthentications {
    static final Duration MIN_DELAY = Duration.ofMillis(100);
    static final Duration MAX_DELAY = Duration.ofSeconds(5);
    static final int MAX_PAIRS = 10_000;

    private static final int FREE_FAILURES = 10;
    private static final int MAX_DOUBLINGS = 6;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    private static final Duration READ_AGAIN = Duration.ofMillis(250);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    /** Whoever makes up clients makes the nodes write no more than that, four times a second. */
    private static final int MAX_TOLD = 64;

    private static final System.Logger LOG = System.getLogger(FailedAuthentications.class.getName());

    private final Database database;
    private final InstantSource clock;
    private final FailedAuthenticationStore store = new FailedAuthenticationStore();
    private final Map<Pair, Failures> failures = new ConcurrentHashMap<>();
    private final Map<Tenant, Instant> swept = new ConcurrentHashMap<>();

    FailedAuthentications(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        database.exchange("failed-authentications", this::tell);
    }

    /**
     * @param clientHash since what was sent as a client's id may be of any length and hold anything
     */
    private record Pair(Tenant tenant, String clientHash, String address) {
        static Pair of(Tenant tenant, String clientId, String address) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(clientId.getBytes(StandardCharsets.UTF_8));
                return new Pair(tenant, Base64.getUrlEncoder().withoutPadding().encodeToString(hash), address);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has it", e);
            }
        }
    }

    /**
     * @param count how many on all nodes, as far as it is known
     * @param untold how many of them the other nodes have not been told of
     * @param last when the last one was
     * @param readAt when it was asked how many the others counted, in the time of {@link System#nanoTime}
     */
    private record Failures(int count, int untold, Instant last, long readAt) {
        Failures oneMore(Instant now) {
            return new Failures(count + 1, untold + 1, now, readAt);
        }

        Failures told(int failures) {
            return new Failures(count, untold - failures, last, readAt);
        }
    }

    /**
     * Counts one more.
     *
     * @return how many there have been, this one included
     */
    int count(Tenant tenant, String clientId, String address) {
        Instant now = clock.instant();
        makeRoom(now);
        Pair pair = Pair.of(tenant, clientId, address);
        readOthers(pair, now);
        return failures.merge(
                        pair,
                        new Failures(1, 1, now, System.nanoTime()),
                        (before, one) -> isForgotten(before, now) ? one : before.oneMore(now))
                .count();
    }

    private void readOthers(Pair pair, Instant now) {
        Failures known = failures.get(pair);
        long readAt = System.nanoTime();
        if (!database.isShared() || known != null && readAt - known.readAt() < READ_AGAIN.toNanos()) {
            return;
        }
        try {
            int stored = database.read(
                    pair.tenant(), tx -> store.failures(tx, pair.clientHash(), pair.address(), forgotten(now)));
            if (known != null || stored > 0) {
                failures.merge(
                        pair,
                        new Failures(stored, 0, now, readAt),
                        (mine, read) -> new Failures(stored + mine.untold(), mine.untold(), mine.last(), readAt));
            }
        } catch (Rejection e) {
            LOG.log(System.Logger.Level.DEBUG, "what other nodes counted is not known", e);
        }
    }

    private static Instant forgotten(Instant now) {
        return now.minus(FORGOTTEN_AFTER);
    }

    private boolean isForgotten(Failures known, Instant now) {
        return known.last().isBefore(forgotten(now));
    }

    /** Tells the other nodes. That of one failure only none is told: made-up clients have one each. */
    private void tell() {
        Map<Tenant, List<Map.Entry<Pair, Failures>>> untold = failures.entrySet().stream()
                .filter(entry ->
                        entry.getValue().untold() > 0 && entry.getValue().count() > 1)
                .limit(MAX_TOLD)
                .collect(Collectors.groupingBy(entry -> entry.getKey().tenant()));
        untold.forEach(this::tell);
    }

    private void tell(Tenant tenant, List<Map.Entry<Pair, Failures>> untold) {
        Instant now = clock.instant();
        Map<Pair, Integer> told = untold.stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().untold()));
        boolean sweeps = swept.getOrDefault(tenant, Instant.MIN).isBefore(now.minus(SWEEP));
        database.write(tenant, tx -> {
            told.forEach((pair, count) -> store.add(tx, pair.clientHash(), pair.address(), count, now, forgotten(now)));
            if (sweeps) {
                store.deleteForgotten(tx, forgotten(now));
            }
            return true;
        });
        if (sweeps) {
            swept.put(tenant, now);
        }
        told.forEach((pair, count) -> failures.computeIfPresent(pair, (same, known) -> known.told(count)));
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
