package dev.gatehouse.client.limit;

import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Delays calls so that the API does not refuse them: by the limits of a plan at first, and by the rate limit headers of its
 * responses from then on. Calls wait in order and hold no thread. Several clients of one tenant may share a limiter.
 * Thread-safe.
 */
public final class Limiter {
    /** A later reset is ignored: no bucket takes longer to fill. */
    private static final Duration MAX_RESET = Duration.ofHours(1);

    private final Plan plan;
    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

    /** A limiter with full buckets. */
    public Limiter(Plan plan) {
        this.plan = plan;
    }

    /**
     * Takes a token for a call, unless the wait would be too long.
     *
     * @param path below {@code /api/v2}
     * @param most with a wait of that length or more, no token is taken
     * @return how long to wait for it
     */
    public Duration take(String method, String path, Duration most, InstantSource clock) {
        Instant now = clock.instant();
        return bucket(method, path, now).take(now, most);
    }

    /**
     * The remaining rate limit for such calls.
     *
     * @param path below {@code /api/v2}
     */
    public RateLimit left(String method, String path, InstantSource clock) {
        Instant now = clock.instant();
        return bucket(method, path, now).left(now);
    }

    /** Updates the bucket from the rate limit headers of a response. */
    public void learn(String method, String path, ApiResponse response, InstantSource clock) {
        RateLimit reported = RateLimit.of(response);
        if (reported != null) {
            Instant now = clock.instant();
            Instant date = response.date();
            Duration reset = Duration.between(date == null ? now : date, reported.reset());
            Duration untilReset = reset.isNegative() || reset.compareTo(MAX_RESET) > 0 ? Duration.ZERO : reset;
            bucket(method, path, now).learn(reported, untilReset, now);
        }
    }

    private TokenBucket bucket(String method, String path, Instant now) {
        return buckets.computeIfAbsent(plan.limitOf(method, path), name -> new TokenBucket(plan.bucket(name), now));
    }
}
