package dev.gatehouse.client.limit;

import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds calls back so that the API need not refuse them: by the limits of a plan to begin with, and by what the headers of
 * its answers say from then on. Calls wait in turn and hold no thread. One limiter may serve several clients of one tenant.
 * Thread-safe.
 */
public final class Limiter {
    /** A reset further away than the longest bucket takes to fill is not one to believe. */
    private static final Duration MAX_RESET = Duration.ofHours(1);

    private final Plan plan;
    private final Map<String, TokenBucket> levels = new ConcurrentHashMap<>();

    /** A limiter that has let nothing through yet. */
    public Limiter(Plan plan) {
        this.plan = plan;
    }

    /**
     * Takes a turn for a call, unless it would come too late.
     *
     * @param path below {@code /api/v2}
     * @param most with a wait of that length or more, no turn is taken
     * @return how long to wait for it
     */
    public Duration take(String method, String path, Duration most, InstantSource clock) {
        Instant now = clock.instant();
        return level(method, path, now).take(now, most);
    }

    /**
     * What is left for calls of that kind.
     *
     * @param path below {@code /api/v2}
     */
    public RateLimit left(String method, String path, InstantSource clock) {
        Instant now = clock.instant();
        return level(method, path, now).left(now);
    }

    /** Learns from an answer what the API has left for calls of that kind. */
    public void learn(String method, String path, ApiResponse response, InstantSource clock) {
        RateLimit told = RateLimit.of(response);
        if (told != null) {
            Instant now = clock.instant();
            Instant date = response.date();
            Duration reset = Duration.between(date == null ? now : date, told.reset());
            Duration believed = reset.isNegative() || reset.compareTo(MAX_RESET) > 0 ? Duration.ZERO : reset;
            level(method, path, now).learn(told, believed, now);
        }
    }

    private TokenBucket level(String method, String path, Instant now) {
        return levels.computeIfAbsent(plan.limitOf(method, path), name -> new TokenBucket(plan.bucket(name), now));
    }
}
