package dev.gatehouse.client.limit;

import dev.gatehouse.client.http.RateLimit;
import java.time.Duration;
import java.time.Instant;

/** How full one bucket is. Calls that were promised their turn are taken out ahead, so that it may be below empty. */
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
     * Takes the next turn.
     *
     * @param most with a wait of that length or more, no turn is taken
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

    /** The API knows better: others may draw on its limit too, and it may be another than the plan's. */
    synchronized void learn(RateLimit told, Duration untilReset, Instant now) {
        fill(now);
        if (told.limit() > 0) {
            burst = told.limit();
        }
        tokens = Math.min(tokens, Math.max(0, told.remaining()));
        if (told.remaining() <= 0) {
            closedUntil = now.plus(untilReset);
        }
    }

    /** What is left, and when the next turn is added, in whole seconds. */
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
