package dev.gatehouse.client.attempt;

import dev.gatehouse.client.async.Futures;
import dev.gatehouse.client.async.Timer;
import dev.gatehouse.client.error.ManagementException;
import dev.gatehouse.client.error.TransportException;
import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.Transport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one call: until an answer counts, none may follow, or the deadline would pass. Whatever goes wrong, the
 * call's future completes. Its steps follow each other, on whatever thread the one before ended.
 */
public final class Attempts {
    private final Settings settings;
    private final RequestSource source;
    /** The thread that waits for the call; null when none does. */
    private final @Nullable Thread caller;

    private final Instant deadline;
    private final CompletableFuture<Outcome> result = new CompletableFuture<>();
    private volatile CompletableFuture<?> underWay = result;
    private int attempts;
    private int retries;

    /**
     * How requests are sent.
     *
     * @param attemptTimeout how long one attempt may take
     * @param totalTimeout how long a call may take with all its attempts and waits
     * @param clock for the deadline, and where the server does not tell its own time
     */
    public record Settings(
            Transport transport,
            RetryPolicy retry,
            Duration attemptTimeout,
            Duration totalTimeout,
            InstantSource clock,
            Timer timer) {}

    /** The answer that counts, whatever its status, and how many attempts it took. */
    public record Outcome(ApiResponse response, int attempts) {}

    private Attempts(Settings settings, RequestSource source, @Nullable Thread caller) {
        this.settings = settings;
        this.source = source;
        this.caller = caller;
        this.deadline = settings.clock().instant().plus(settings.totalTimeout());
    }

    /**
     * Starts the attempts. Fails with a {@link ManagementException}; cancelling stops whatever is under way.
     *
     * @param waitedFor whether this thread does nothing before the outcome is there
     */
    public static CompletableFuture<Outcome> of(Settings settings, RequestSource source, boolean waitedFor) {
        Attempts attempts = new Attempts(settings, source, waitedFor ? Thread.currentThread() : null);
        attempts.result.whenComplete((outcome, failure) -> {
            if (attempts.result.isCancelled()) {
                attempts.underWay.cancel(true);
            }
        });
        attempts.attempt();
        return attempts.result;
    }

    private void attempt() {
        Duration left = left();
        if (left.isZero() || left.isNegative()) {
            fail("time ran out", null);
            return;
        }
        Duration hold = source.hold(left);
        if (hold.isZero()) {
            request(left);
        } else if (hold.compareTo(left) < 0) {
            hold(hold);
        } else {
            fail(
                    "the client's own limit would let it through at "
                            + settings.clock().instant().plus(hold) + ", after its time",
                    null);
        }
    }

    private void hold(Duration wait) {
        start(() -> settings.timer().after(wait))
                .whenComplete((nothing, broken) -> step(() -> {
                    if (broken == null) {
                        request(left());
                    } else {
                        fail(Futures.cause(broken));
                    }
                }));
    }

    private void request(Duration left) {
        start(() -> within(left, source.next()))
                .whenComplete((request, failure) -> step(() -> {
                    if (failure == null) {
                        send(request);
                    } else if (Futures.cause(failure) instanceof TimeoutException) {
                        fail("time ran out", failure);
                    } else {
                        fail(Futures.cause(failure));
                    }
                }));
    }

    /** A copy: to time out here is not to end what others may wait for too, as they do for a token. */
    private static CompletableFuture<ApiRequest> within(Duration left, CompletableFuture<ApiRequest> next) {
        CompletableFuture<ApiRequest> copy = next.copy();
        if (!copy.isDone()) {
            CompletableFuture<Void> end = Timer.system().after(left);
            end.thenRun(() -> copy.completeExceptionally(new TimeoutException()));
            copy.whenComplete((request, failure) -> end.cancel(true));
        }
        return copy;
    }

    private void send(ApiRequest request) {
        attempts++;
        start(() -> settings.transport().send(within(left(), request).withBlocking(onCaller())))
                .whenComplete((response, failure) -> step(() -> {
                    if (failure == null) {
                        answered(response);
                    } else {
                        lost(Futures.cause(failure));
                    }
                }));
    }

    private static ApiRequest within(Duration left, ApiRequest request) {
        return left.compareTo(request.timeout()) < 0 ? request.withTimeout(left) : request;
    }

    private void answered(ApiResponse response) {
        start(() -> source.renewed(response))
                .whenComplete((renewed, failure) -> step(() -> {
                    if (failure != null) {
                        fail(Futures.cause(failure));
                    } else if (renewed) {
                        attempt();
                    } else if (RetryPolicy.repeats(response.status(), source.repeatable())) {
                        again(response, null);
                    } else {
                        result.complete(new Outcome(response, attempts));
                    }
                }));
    }

    private void lost(Throwable failure) {
        // A certificate that is not trusted will not be the next time either.
        boolean passing = failure instanceof IOException && !(failure instanceof SSLHandshakeException);
        if (passing && source.repeatable() && !interrupted()) {
            again(null, failure);
        } else {
            fail(failure);
        }
    }

    private void again(@Nullable ApiResponse response, @Nullable Throwable failure) {
        double jitter = ThreadLocalRandom.current().nextDouble();
        Duration wait = RetryPolicy.wait(response, retries + 1, jitter, settings.clock());
        boolean may = retries < settings.retry().maximum() && wait.compareTo(left()) < 0;
        if (may) {
            retries++;
            start(() -> settings.timer().after(wait))
                    .whenComplete((nothing, broken) -> step(() -> {
                        if (broken == null) {
                            attempt();
                        } else {
                            fail(Futures.cause(broken));
                        }
                    }));
        } else if (response != null) {
            result.complete(new Outcome(response, attempts));
        } else if (failure != null) {
            fail(failure);
        }
    }

    private boolean onCaller() {
        return Thread.currentThread() == caller;
    }

    private boolean interrupted() {
        return onCaller() && Thread.currentThread().isInterrupted();
    }

    private Duration left() {
        return Duration.between(settings.clock().instant(), deadline);
    }

    /** Starts the next thing to wait for, so that cancelling finds it. */
    private <T> CompletableFuture<T> start(Supplier<CompletableFuture<T>> next) {
        CompletableFuture<T> started;
        try {
            started = next.get();
        } catch (RuntimeException e) {
            started = CompletableFuture.failedFuture(e);
        }
        underWay = started;
        if (result.isCancelled()) {
            started.cancel(true);
        }
        return started;
    }

    /** What follows a wait: nothing when the call has ended, and no failure is lost on the thread that runs it. */
    private void step(Runnable next) {
        if (result.isDone()) {
            return;
        }
        try {
            next.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        if (failure instanceof ManagementException known) {
            result.completeExceptionally(known);
        } else {
            fail(FailureMessage.of(failure), failure);
        }
    }

    private void fail(String why, @Nullable Throwable cause) {
        String tries = attempts > 1 ? " (after " + attempts + " attempts)" : "";
        result.completeExceptionally(new TransportException(source.name() + " failed: " + why + tries, cause));
    }
}
