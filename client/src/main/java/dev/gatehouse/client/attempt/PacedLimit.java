package dev.gatehouse.client.attempt;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What is known of one rate limit. For one thread at a time. */
final class PacedLimit {
    /** Requests before the first response: fewer would slow down a start, more could spend a small limit several times. */
    private static final int COLD_WINDOW = 8;
    /** Spacing after a first 429 that names no limit, the largest, and the one below which nothing is limited any longer. */
    private static final Duration FIRST_SPACING = Duration.ofMillis(100);

    private static final Duration MAX_SPACING = Duration.ofSeconds(10);
    private static final Duration MIN_SPACING = Duration.ofMillis(5);

    final Queue<Pacer.Admission> waiting = new ArrayDeque<>();
    int inFlight;
    /** In monotonic nanoseconds: when there is room again, if there is none. */
    long resetAt;
    /** Whether somebody will look again at {@link #resetAt}. */
    boolean sleeping;

    private Knowledge knowledge = Knowledge.NONE;
    private int remaining;
    private long newest;
    private boolean probing;
    private Duration spacing = Duration.ZERO;
    private long slowedAt;

    private enum Knowledge {
        /** There was no response yet. */
        NONE,
        /** Responses name no limit. */
        UNLIMITED,
        /** Responses say what remains. */
        REMAINING,
        /** Refused without naming a limit: one after another, the faster the longer nothing is refused. */
        SPACED
    }

    /** Whether another request may be sent now; counts on it being sent. */
    boolean admits(long now) {
        return switch (knowledge) {
            case UNLIMITED -> true;
            case NONE -> inFlight < COLD_WINDOW;
            case SPACED -> isNext(now);
            case REMAINING -> remaining - inFlight > 0 || probes(now);
        };
    }

    private boolean isNext(long now) {
        if (now - resetAt < 0) {
            return false;
        }
        resetAt = now + spacing.toNanos();
        return true;
    }

    /** After a reset one request finds out how much there is. */
    private boolean probes(long now) {
        if (probing || now - resetAt < 0) {
            return false;
        }
        probing = true;
        return true;
    }

    /** Whether it lets nothing through for at least {@code max}. */
    boolean isClosedFor(long now, Duration max) {
        boolean empty = knowledge == Knowledge.SPACED || knowledge == Knowledge.REMAINING && remaining - inFlight <= 0;
        return empty && resetAt - now >= max.toNanos();
    }

    /** A response said what remains. One that was overtaken by a later request's says nothing new. */
    void told(long sent, int left, long reset) {
        probing = false;
        if (sent > newest || knowledge != Knowledge.REMAINING) {
            knowledge = Knowledge.REMAINING;
            newest = sent;
            remaining = left;
            resetAt = reset;
        }
    }

    /** A response named no limit. */
    void accepted() {
        probing = false;
        if (knowledge == Knowledge.SPACED) {
            spacing = spacing.multipliedBy(95).dividedBy(100);
        }
        if (knowledge == Knowledge.NONE || knowledge == Knowledge.SPACED && spacing.compareTo(MIN_SPACING) < 0) {
            knowledge = Knowledge.UNLIMITED;
        }
    }

    /**
     * A 429.
     *
     * @param last the last request that was sent
     * @param wait what it says of when to come back; null for nothing
     * @param named whether it says what the limit is
     */
    void refused(long sent, long last, long now, @Nullable Duration wait, boolean named) {
        probing = false;
        newest = Math.max(newest, sent);
        remaining = 0;
        knowledge = named ? Knowledge.REMAINING : Knowledge.SPACED;
        slowDown(sent, last);
        // The shortest: the calls themselves spread their attempts.
        Duration backoff = RetryPolicy.backoff(1, 0);
        long until = now + (wait == null ? backoff : wait).toNanos();
        resetAt = now - resetAt < 0 && resetAt - until > 0 ? resetAt : until;
    }

    /** Once for all that were sent too fast together. */
    private void slowDown(long sent, long last) {
        if (sent > slowedAt) {
            slowedAt = last;
            Duration doubled = spacing.isZero() ? FIRST_SPACING : spacing.multipliedBy(2);
            spacing = doubled.compareTo(MAX_SPACING) < 0 ? doubled : MAX_SPACING;
        }
    }

    /** A request got no response. */
    void lost() {
        probing = false;
    }
}
