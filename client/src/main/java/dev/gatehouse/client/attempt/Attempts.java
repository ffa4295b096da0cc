package dev.gatehouse.client.attempt;

import dev.gatehouse.client.async.Deadline;
import dev.gatehouse.client.async.Futures;
import dev.gatehouse.client.error.ManagementException;
import dev.gatehouse.client.error.TransportException;
import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one call: until a response is final, none may follow, or the deadline would pass. Whatever happens, the
 * call's future completes. One step follows another; only the request itself may block, on a thread that belongs to the call.
 */
public final class Attempts {
    private final AttemptSettings settings;
    private final RequestSource source;
    private final CallStatistics statistics;
    private final CompletableFuture<Outcome> result = new CompletableFuture<>();
    private final Sender sender = new Sender(result);
    private volatile CompletableFuture<?> current = result;
    private Deadline deadline;
    /** A thread that has nothing else to do than this call; null when there is none now. */
    private @Nullable Thread ownThread;

    private boolean admitted;
    private boolean permitted;
    private int retries;
    private int refusals;
    private @Nullable ApiResponse refusal;

    /** The final response, whatever its status, and how many attempts it took. */
    public record Outcome(ApiResponse response, int attempts) {}

    private Attempts(
            AttemptSettings settings, RequestSource source, CallStatistics statistics, @Nullable Thread ownThread) {
        this.settings = settings;
        this.source = source;
        this.statistics = statistics;
        this.ownThread = ownThread;
        this.deadline = settings.time().deadline(settings.totalTimeout());
    }

    /**
     * Starts the attempts. Fails with a {@link ManagementException}; cancelling stops whatever is under way.
     *
     * @param blocking whether this thread does nothing else until the outcome is there
     */
    public static CompletableFuture<Outcome> of(
            AttemptSettings settings, RequestSource source, CallStatistics statistics, boolean blocking) {
        Attempts attempts = new Attempts(settings, source, statistics, blocking ? Thread.currentThread() : null);
        attempts.result.whenComplete((outcome, failure) -> {
            if (attempts.result.isCancelled()) {
                attempts.current.cancel(true);
                attempts.sender.interrupt();
            }
        });
        attempts.step(attempts::attempt);
        return attempts.result;
    }

    private void attempt() {
        Duration left = deadline.left();
        if (left.isZero() || left.isNegative()) {
            timeOut("no attempt could be made within " + seconds(settings.totalTimeout()));
            return;
        }
        Duration hold = source.hold(left);
        if (hold.isZero()) {
            admit();
        } else if (deadline.allows(hold)) {
            await(() -> settings.time().after(hold), () -> {}, statistics::throttled, this::admit, this::fail);
        } else {
            timeOut("the client's own rate limit would let it through at "
                    + settings.time().instant().plus(hold) + ", after its deadline");
        }
    }

    private void admit() {
        CompletableFuture<Void> admission = source.admission(deadline.left());
        if (admission == null) {
            admitted = true;
            acquire();
            return;
        }
        await(
                () -> bounded(admission, deadline.left()),
                () -> admitted = true,
                statistics::throttled,
                this::acquire,
                failure -> timedOut(failure, "the API's rate limit let no request through"));
    }

    private void acquire() {
        if (!source.countsAsConcurrent()) {
            run();
        } else if (settings.concurrency().tryAcquire()) {
            permitted = true;
            run();
        } else {
            Duration queueTimeout = settings.queueTimeout();
            CompletableFuture<Void> permit = settings.concurrency().acquire();
            await(
                    () -> bounded(permit, queueTimeout == null ? deadline.left() : queueTimeout),
                    () -> permitted = true,
                    this::queued,
                    this::run,
                    failure -> timedOut(
                            failure,
                            "it waited for one of " + settings.concurrency().limit()
                                    + " concurrent requests (maxConcurrentRequests)"));
        }
    }

    private void queued(Duration waited) {
        statistics.queued(waited);
        if (settings.queueTimeout() != null) {
            deadline = new Deadline(deadline.timer(), deadline.at() + waited.toNanos());
        }
    }

    /** Goes on with what may take time, and runs code that is not the client's, on a thread that belongs to this call. */
    private void run() {
        if (Thread.currentThread() == ownThread) {
            prepare();
        } else {
            dispatch(this::prepare);
        }
    }

    private void dispatch(Runnable next) {
        settings.threads().execute(() -> {
            ownThread = Thread.currentThread();
            step(next);
        });
    }

    private void prepare() {
        CompletableFuture<ApiRequest> next = start(source::next);
        if (next.isDone()) {
            next.whenComplete((request, failure) -> prepared(request, failure));
            return;
        }
        // A copy: a time-out here must not end what others wait for too, as they do for a token.
        CompletableFuture<ApiRequest> copy = start(() -> bounded(next.copy(), deadline.left()));
        copy.whenComplete((request, failure) -> {
            if (result.isDone()) {
                release(null);
                return;
            }
            try {
                dispatch(() -> prepared(request, failure));
            } catch (RuntimeException | OutOfMemoryError e) {
                release(null);
                fail(e);
            }
        });
    }

    private void prepared(@Nullable ApiRequest request, @Nullable Throwable failure) {
        if (failure == null && request != null) {
            send(request);
            return;
        }
        release(null);
        Throwable cause = failure == null ? new IllegalStateException("there is no request") : Futures.cause(failure);
        timedOut(cause, "it waited for an access token");
    }

    private void send(ApiRequest request) {
        Duration timeout = deadline.limit(request.timeout());
        if (timeout.isNegative() || timeout.isZero()) {
            release(null);
            timeOut("no attempt could be made within " + seconds(settings.totalTimeout()));
            return;
        }
        statistics.attempt();
        ApiRequest timed = request.withTimeout(timeout).withBlocking(Thread.currentThread() == ownThread);
        start(() -> sender.send(settings.transport(), timed)).whenComplete((response, failure) -> {
            release(response);
            step(() -> {
                if (failure == null) {
                    received(response);
                } else {
                    lost(Futures.cause(failure));
                }
            });
        });
    }

    private void release(@Nullable ApiResponse response) {
        if (permitted) {
            permitted = false;
            settings.concurrency().release();
        }
        if (admitted) {
            admitted = false;
            source.settled(response);
        }
    }

    private void received(ApiResponse response) {
        CompletableFuture<Boolean> renewal = start(() -> source.renewed(response));
        renewal.whenComplete((renewed, failure) -> step(() -> {
            if (failure != null) {
                fail(Futures.cause(failure));
            } else if (renewed) {
                attempt();
            } else if (RetryPolicy.repeats(response.status(), source.repeatable())) {
                retry(response);
            } else {
                result.complete(new Outcome(response, statistics.attempts()));
            }
        }));
    }

    private void retry(ApiResponse response) {
        boolean limited = response.status() == 429;
        int count = limited ? ++refusals : ++retries;
        refusal = limited ? response : null;
        // The deadline ends a call that is told to slow down: nothing was done, and the next attempt may well succeed.
        boolean allowed = limited
                ? settings.retry().maximum() > 0
                : count <= settings.retry().maximum();
        Duration wait =
                RetryPolicy.wait(response, count, jitter(), settings.time().clock());
        if (allowed && deadline.allows(wait)) {
            backOff(wait);
        } else {
            result.complete(new Outcome(response, statistics.attempts()));
        }
    }

    private void lost(Throwable failure) {
        boolean repeatable = Failures.isTransient(failure) && (Failures.isUnsent(failure) || source.repeatable());
        Duration wait = RetryPolicy.backoff(++retries, jitter());
        if (repeatable && !isInterrupted() && retries <= settings.retry().maximum() && deadline.allows(wait)) {
            backOff(wait);
        } else {
            fail(failure);
        }
    }

    private void backOff(Duration wait) {
        await(() -> settings.time().after(wait), () -> {}, statistics::backedOff, this::attempt, this::fail);
    }

    private static double jitter() {
        return ThreadLocalRandom.current().nextDouble();
    }

    private boolean isInterrupted() {
        return Thread.currentThread() == ownThread && Thread.currentThread().isInterrupted();
    }

    /**
     * Goes on when a wait is over. Unless it is over at once, that is on a thread that nobody else uses.
     *
     * @param gained notes what the wait was for, even if the call has ended meanwhile
     */
    private void await(
            Supplier<CompletableFuture<Void>> starting,
            Runnable gained,
            Consumer<Duration> count,
            Runnable next,
            Consumer<Throwable> otherwise) {
        Deadline start = settings.time().deadline(Duration.ZERO);
        CompletableFuture<Void> wait = start(starting);
        boolean ready = wait.isDone();
        wait.whenComplete((nothing, failure) -> {
            if (!ready) {
                ownThread = Thread.currentThread();
            }
            if (failure == null) {
                gained.run();
            }
            step(() -> {
                count.accept(start.left().negated());
                if (failure == null) {
                    next.run();
                } else {
                    release(null);
                    otherwise.accept(Futures.cause(failure));
                }
            });
        });
    }

    /** Fails {@code future} with a time-out after {@code limit}. */
    private <T> CompletableFuture<T> bounded(CompletableFuture<T> future, Duration limit) {
        if (!future.isDone()) {
            CompletableFuture<Void> end = settings.time().timer().timeout(limit);
            end.thenRun(() -> future.completeExceptionally(new TimeoutException()));
            future.whenComplete((value, failure) -> end.cancel(true));
        }
        return future;
    }

    /** Starts the next thing to wait for, so that cancelling finds it. */
    private <T> CompletableFuture<T> start(Supplier<CompletableFuture<T>> next) {
        CompletableFuture<T> started;
        try {
            started = next.get();
        } catch (RuntimeException e) {
            started = CompletableFuture.failedFuture(e);
        }
        current = started;
        if (result.isCancelled()) {
            started.cancel(true);
        }
        return started;
    }

    /** Runs a step, unless the call has ended. No failure is lost on the thread that runs it. */
    private void step(Runnable next) {
        if (result.isDone()) {
            release(null);
            return;
        }
        try {
            next.run();
        } catch (RuntimeException | OutOfMemoryError e) {
            release(null);
            fail(e);
        }
    }

    private void timedOut(Throwable failure, String why) {
        if (failure instanceof TimeoutException) {
            timeOut(why);
        } else {
            fail(failure);
        }
    }

    /** A call that was told to slow down before its time ended fails with that refusal. */
    private void timeOut(String why) {
        if (refusal != null) {
            result.complete(new Outcome(refusal, statistics.attempts()));
        } else {
            fail("timed out: " + why, null, true);
        }
    }

    private void fail(Throwable failure) {
        if (failure instanceof ManagementException known) {
            result.completeExceptionally(known);
        } else {
            fail(Failures.describe(failure), failure, Failures.isTimeout(failure));
        }
    }

    private void fail(String why, @Nullable Throwable cause, boolean timeout) {
        String tries = statistics.attempts() > 1 ? " (after " + statistics.attempts() + " attempts)" : "";
        result.completeExceptionally(new TransportException(
                source.name() + " failed: " + why + tries, cause, statistics.attempts(), timeout));
    }

    private static String seconds(Duration time) {
        long millis = time.toMillis();
        return (millis % 1000 == 0 ? Long.toString(millis / 1000) : Double.toString(millis / 1000.0)) + " s";
    }
}
