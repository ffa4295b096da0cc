package dev.gatehouse.server.api;

import dev.gatehouse.server.tenant.Tenant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A token bucket a tenant, as the API's plans have it: {@code burst} requests at once, refilled at {@code perSecond}.
 * Thread-safe.
 */
public final class RequestRateLimit {
    private final int burst;
    private final double perSecond;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * @param burst requests that may come at once, at least 1
     * @param perSecond requests added a second, more than 0
     */
    public RequestRateLimit(int burst, double perSecond, InstantSource clock) {
        if (burst < 1 || perSecond <= 0) {
            throw new IllegalArgumentException("a rate limit needs a burst and a rate above 0");
        }
        this.burst = burst;
        this.perSecond = perSecond;
        this.clock = clock;
    }

    /** Takes one request out of the tenant's bucket, if there is one. */
    Verdict take(Tenant tenant) {
        return buckets.computeIfAbsent(tenant.id(), id -> new Bucket()).take();
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

    private final class Bucket {
        private double tokens = burst;
        private long filledAtMillis = clock.millis();

        synchronized Verdict take() {
            long now = clock.millis();
            tokens = Math.min(burst, tokens + Math.max(0, now - filledAtMillis) * perSecond / 1000);
            filledAtMillis = now;
            boolean allowed = tokens >= 1;
            if (allowed) {
                tokens--;
            }
            double missing = Math.max(0, 1 - (tokens - Math.floor(tokens)));
            long reset = (long) Math.ceil((now + missing * 1000 / perSecond) / 1000);
            return new Verdict(allowed, burst, (int) tokens, reset);
        }
    }
}
