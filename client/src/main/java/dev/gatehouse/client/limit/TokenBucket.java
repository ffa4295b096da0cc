package dev.gatehouse.client.limit;

import dev.gatehouse.client.http.RateLimit;
import java.time.Duration;
import java.time.Instant;

/** A token bucket. Waiting calls have taken their tokens already, so that the level may be negative. */
final class TokenBucket {
    private static final double NANOS_A_MINUTE = Duration.ofMinutes(1).toNanos();

    private final double nanosAToken;
    private int burst;
    private double tokens;
    private Instant filledAt;
    private Instant closedUntil = Instant.MIN;

    TokenBucket(Plan.Limit bucket, Instant now) {
        burst = bucket.burst();
        tokens = burst;
        nanosAToken = NANOS_A_MINUTE / bucket.perMinute();
        filledAt = now;
    }

    /**
     * Takes a token.
     *
     * @param most with a wait of that length or more, no token is taken
     * @return how long to wait for it
     */
    synchronized Duration take(Instant now, Duration most) {
        fill(now);
        double missing = 1 - tokens;
        Duration wait = missing <= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(missing * nanosAToken));
        Duration closed = now.isBefore(closedUntil) ? Duration.between(now, closedUntil) : Duration.ZERO;
        Duration longer = closed.compareTo(wait) > 0 ? closed : wait;
        if (longer.compareTo(most) < 0) {
            tokens--;
        }
        return longer;
    }

    /** The API's numbers take precedence: other programs may use the same limit, and it may differ from the plan's. */
    synchronized void learn(RateLimit reported, Duration untilReset, Instant now) {
        fill(now);
        if (reported.limit() > 0) {
            burst = reported.limit();
        }
        tokens = Math.min(tokens, Math.max(0, reported.remaining()));
        if (reported.remaining() <= 0) {
            closedUntil = now.plus(untilReset);
        }
    }

    /** The remaining tokens, and when the next one is added, in whole seconds. */
    synchronized RateLimit left(Instant now) {
        fill(now);
        double missing = 1 - (tokens - Math.floor(tokens));
        Instant next = now.plusNanos((long) Math.ceil(missing * nanosAToken) + 999_999_999);
        return new RateLimit(burst, (int) Math.max(0, tokens), Instant.ofEpochSecond(next.getEpochSecond()));
    }

    private void fill(Instant now) {
        if (now.isAfter(filledAt)) {
            tokens = Math.min(burst, tokens + Duration.between(filledAt, now).toNanos() / nanosAToken);
            filledAt = now;
        }
    }
}
