package dev.gatehouse.client.call;

import dev.gatehouse.client.call.HttpApi.Settings;
import dev.gatehouse.client.error.ManagementException;
import dev.gatehouse.client.error.TransportException;
import dev.gatehouse.client.http.ApiResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The attempts of one call: each with a token, until one succeeds, none may follow, or the deadline would pass. */
final class Attempts {
    private final Settings settings;
    private final Call call;
    private final Instant deadline;
    private final CompletableFuture<Outcome> result = new CompletableFuture<>();
    private int attempts;
    private boolean tokenReplaced;

    /** The answer that counts, and how many attempts it took. */
    record Outcome(ApiResponse response, int attempts) {}

    Attempts(Settings settings, Call call) {
        this.settings = settings;
        this.call = call;
        this.deadline = settings.clock().instant().plus(settings.totalTimeout());
    }

    CompletableFuture<Outcome> run() {
        attempt();
        return result;
    }

    private void attempt() {
        if (result.isDone()) {
            return; // cancelled while it waited
        }
        settings.tokens().token().whenComplete((token, failure) -> {
            if (failure != null) {
                result.completeExceptionally(unwrapped(failure));
            } else {
                send(token);
            }
        });
    }

    private void send(String token) {
        attempts++;
        Duration left = Duration.between(settings.clock().instant(), deadline);
        if (left.isNegative() || left.isZero()) {
            fail("time ran out", null);
            return;
        }
        Duration timeout = settings.attemptTimeout().compareTo(left) < 0 ? settings.attemptTimeout() : left;
        CompletableFuture<ApiResponse> sent =
                settings.transport().send(HttpApi.request(settings, call, token, timeout));
        result.whenComplete((outcome, failure) -> {
            if (result.isCancelled()) {
                sent.cancel(true);
            }
        });
        sent.whenComplete((response, failure) -> {
            if (failure != null) {
                lost(unwrapped(failure));
            } else {
                answered(token, response);
            }
        });
    }

    private void answered(String token, ApiResponse response) {
        if (response.status() == 401 && !tokenReplaced) {
            // The token may have been revoked: once, another one is tried.
            tokenReplaced = true;
            settings.tokens().refused(token);
            attempt();
        } else if (settings.retry().repeats(call.operation(), response)
                && attempts <= settings.retry().maximum()) {
            again(response, null);
        } else {
            result.complete(new Outcome(response, attempts));
        }
    }

    private void lost(Throwable failure) {
        if (settings.retry().repeatsLost(call.operation())
                && attempts <= settings.retry().maximum()) {
            again(null, failure);
        } else {
            fail(failure.getClass().getSimpleName() + ": " + failure.getMessage(), failure);
        }
    }

    private void again(@Nullable ApiResponse response, @Nullable Throwable failure) {
        double jitter = ThreadLocalRandom.current().nextDouble();
        Duration wait = settings.retry().wait(response, attempts, jitter, settings.clock());
        if (settings.clock().instant().plus(wait).isAfter(deadline)) {
            if (response != null) {
                result.complete(new Outcome(response, attempts));
            } else {
                fail("no attempt more fits before the deadline", failure);
            }
            return;
        }
        settings.timer().after(wait).whenComplete((nothing, interrupted) -> attempt());
    }

    private void fail(String why, @Nullable Throwable cause) {
        String tries = attempts > 1 ? " (after " + attempts + " attempts)" : "";
        result.completeExceptionally(new TransportException(
                call.operation().method() + " " + settings.base() + call.path() + " was not answered: " + why + tries,
                cause));
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof ManagementException known ? known : cause;
    }
}
