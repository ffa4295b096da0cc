package dev.gatehouse.client.attempt;

import dev.gatehouse.client.async.TimeSource;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.RateLimit;
import dev.gatehouse.client.http.RetryAfter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Sends no more requests than the API's rate limit lets through, as far as its responses tell: instead of sending all at once
 * and repeating what was refused, calls wait for each other. Needs no knowledge of the tenant's subscription. Thread-safe.
 *
 * <p>Calls of one kind, as in {@code read users}, share a limit. Kinds whose responses name the same limit share it too, so that
 * one limit on all calls is not spent several times.
 */
public final class Pacer {
    /** A limit that is reset later than this is not one of requests, or is not told right. */
    private static final Duration MAX_RESET = Duration.ofHours(1);

    private final TimeSource time;
    private final Executor threads;
    private final PacedLimit unknown = new PacedLimit();
    private final Map<String, Kind> kinds = new HashMap<>();
    private final Map<Integer, PacedLimit> limits = new HashMap<>();
    private long sequence;

    /** Calls that share a limit; moved to another limit when a response names one. */
    static final class Kind {
        private PacedLimit limit;
        private int inFlight;

        Kind(PacedLimit limit) {
            this.limit = limit;
        }
    }

    /** Leave to send one request. */
    public static final class Admission {
        private final Kind kind;
        private final @Nullable CompletableFuture<Void> ready;
        private long sequence;

        private Admission(Kind kind, @Nullable CompletableFuture<Void> ready) {
            this.kind = kind;
            this.ready = ready;
        }

        /** Completes when the request may be sent, on a thread of its own; null when it may be sent now. */
        public @Nullable CompletableFuture<Void> ready() {
            return ready;
        }

        Kind kind() {
            return kind;
        }
    }

    /**
     * A pacer that has seen no response yet.
     *
     * @param threads where the dependents of an admission run that had to wait
     */
    public Pacer(TimeSource time, Executor threads) {
        this.time = time;
        this.threads = threads;
    }

    /** The kind of a call, as in {@code read users}. */
    public static String kindOf(String method, String path) {
        int end = path.indexOf('/', 1);
        return (method.equals("GET") ? "read " : "write ") + path.substring(1, end < 0 ? path.length() : end);
    }

    /**
     * Admits a request; {@link #settled} ends it.
     *
     * @param max a request that would have to wait longer is admitted at once: the API shall decide
     */
    public Admission admit(String kindName, Duration max) {
        Admission waiting;
        synchronized (this) {
            Kind kind = kinds.computeIfAbsent(kindName, name -> new Kind(unknown));
            PacedLimit limit = kind.limit;
            long now = time.timer().nanoTime();
            if (limit.isClosedFor(now, max) || limit.waiting.isEmpty() && limit.admits(now)) {
                Admission admission = new Admission(kind, null);
                enter(admission);
                return admission;
            }
            waiting = new Admission(kind, new CompletableFuture<>());
            limit.waiting.add(waiting);
        }
        wake(waiting.kind);
        return waiting;
    }

    private void enter(Admission admission) {
        admission.sequence = ++sequence;
        admission.kind.inFlight++;
        admission.kind.limit.inFlight++;
    }

    /**
     * An admitted request has ended.
     *
     * @param response null when it was not sent, or got none
     */
    public void settled(Admission admission, @Nullable ApiResponse response) {
        Kind kind = admission.kind;
        synchronized (this) {
            RateLimit told = response == null ? null : RateLimit.of(response);
            if (told != null) {
                move(kind, limits.computeIfAbsent(told.limit(), size -> new PacedLimit()));
            }
            kind.inFlight--;
            kind.limit.inFlight--;
            if (response == null) {
                kind.limit.lost();
            } else {
                learn(kind.limit, admission.sequence, response, told);
            }
        }
        wake(kind);
    }

    private void move(Kind kind, PacedLimit to) {
        PacedLimit from = kind.limit;
        if (from == to) {
            return;
        }
        from.inFlight -= kind.inFlight;
        to.inFlight += kind.inFlight;
        kind.limit = to;
        List<Admission> moved =
                from.waiting.stream().filter(each -> each.kind == kind).toList();
        from.waiting.removeAll(moved);
        to.waiting.addAll(moved);
    }

    private void learn(PacedLimit limit, long sent, ApiResponse response, @Nullable RateLimit told) {
        long now = time.timer().nanoTime();
        if (response.status() == 429) {
            Duration wait = RetryAfter.of(response, time.clock());
            limit.refused(
                    sent, sequence, now, wait == null || wait.compareTo(MAX_RESET) > 0 ? null : wait, told != null);
        } else if (told != null) {
            Duration reset = RetryAfter.between(response, told.reset(), time.clock());
            limit.told(sent, told.remaining(), now + (reset.compareTo(MAX_RESET) > 0 ? 0 : reset.toNanos()));
        } else {
            limit.accepted();
        }
    }

    /** Admits those for which there is room by now, and comes back when the limit is reset. */
    private void wake(Kind kind) {
        Duration pause;
        synchronized (this) {
            PacedLimit limit = kind.limit;
            long now = time.timer().nanoTime();
            while (!limit.waiting.isEmpty() && limit.admits(now)) {
                Admission next = limit.waiting.remove();
                enter(next);
                threads.execute(() -> ready(next));
            }
            if (limit.waiting.isEmpty() || limit.sleeping || limit.resetAt - now <= 0) {
                return;
            }
            limit.sleeping = true;
            pause = Duration.ofNanos(limit.resetAt - now);
        }
        PacedLimit limit = kind.limit;
        time.after(pause).thenRun(() -> {
            synchronized (this) {
                limit.sleeping = false;
            }
            wake(kind);
        });
    }

    /** A call that has ended meanwhile leaves its place to another. */
    private void ready(Admission admission) {
        CompletableFuture<Void> ready = admission.ready;
        if (ready != null && !ready.complete(null)) {
            settled(admission, null);
        }
    }
}
