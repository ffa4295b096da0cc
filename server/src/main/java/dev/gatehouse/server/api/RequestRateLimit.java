package dev.gatehouse.server.api;

import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.tenant.Tenant;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A token bucket a tenant, as the API's plans have it: {@code burst} requests at once, refilled at {@code perSecond}. Nodes on
 * one database tell each other four times a second what they have let through, and what was too much is owed: for a moment
 * each other node may let through another {@code burst + perSecond / 4}, and over time the rate is kept. Thread-safe.
 */
public final class RequestRateLimit {
    private static final double MICROS = 1_000_000;
    /** Times are rounded to microseconds: what is missing of a request by that is not missing. */
    private static final double ROUNDING = 1e-5;

    private final int burst;
    private final double perSecond;
    private final Database database;
    private final InstantSource clock;
    private final RequestRateStore store = new RequestRateStore();
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * @param burst requests that may come at once, at least 1
     * @param perSecond requests added a second, more than 0
     * @param database where nodes that share it tell each other
     */
    public RequestRateLimit(int burst, double perSecond, Database database, InstantSource clock) {
        if (burst < 1 || perSecond <= 0) {
            throw new IllegalArgumentException("a rate limit needs a burst and a rate above 0");
        }
        this.burst = burst;
        this.perSecond = perSecond;
        this.database = database;
        this.clock = clock;
        database.exchange("rate-limits", () -> buckets.values().forEach(Bucket::exchange));
    }

    /** Takes one request out of the tenant's bucket, if there is one. */
    Verdict take(Tenant tenant) {
        return buckets.computeIfAbsent(tenant.id(), id -> new Bucket(tenant)).take();
    }

    /**
     * Whether a request may go on, and what its answer says of the bucket.
     *
     * @param resetEpochSecond when tokens are next added, in Unix seconds
     */
    record Verdict(boolean allowed, int limit, int remaining, long resetEpochSecond) {
        Map<String, String> headers() {
            return Map.of(
                    "x-ratelimit-limit", Integer.toString(limit),
                    "x-ratelimit-remaining", Integer.toString(remaining),
                    "x-ratelimit-reset", Long.toString(resetEpochSecond));
        }
    }

    private long nowMicros() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    /** How long the rate takes to make up for so many requests, in microseconds. */
    private double micros(double requests) {
        return requests * MICROS / perSecond;
    }

    private final class Bucket {
        private final Tenant tenant;
        /** When it is full, in microseconds since 1970. */
        private double recoveredAt;
        /** What was taken that the other nodes have not been told of. */
        private int untold;

        Bucket(Tenant tenant) {
            this.tenant = tenant;
        }

        synchronized Verdict take() {
            long now = nowMicros();
            recoveredAt = Math.max(recoveredAt, now);
            double tokens = tokens(now);
            boolean allowed = tokens >= 1;
            if (allowed) {
                recoveredAt += micros(1);
                untold++;
                tokens = tokens(now);
            }
            double missing = tokens < 0 ? 1 - tokens : 1 - (tokens - Math.floor(tokens));
            long reset = (long) Math.ceil((now + micros(missing)) / MICROS - ROUNDING);
            return new Verdict(allowed, burst, (int) Math.max(0, tokens), reset);
        }

        /** Below 0 where nodes together let through too much. */
        private double tokens(long now) {
            return burst - (recoveredAt - now) * perSecond / MICROS + ROUNDING;
        }

        void exchange() {
            int told = untold();
            if (told > 0) {
                long used = Math.round(micros(told));
                long stored = database.write(tenant, tx -> store.use(tx, nowMicros(), used));
                learn(stored, told);
            }
        }

        private synchronized int untold() {
            return untold;
        }

        private synchronized void learn(long stored, int told) {
            untold -= told;
            recoveredAt = stored + micros(untold);
        }
    }
}
