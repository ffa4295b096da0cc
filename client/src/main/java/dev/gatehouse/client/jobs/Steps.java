package dev.gatehouse.client.jobs;

import dev.gatehouse.client.http.Failures;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Steps that follow each other, on whatever thread the one before ended, until one ends the whole. Cancelling the whole
 * cancels the step under way; what fails, and nobody deals with, fails the whole.
 */
final class Steps<T> {
    private final CompletableFuture<T> whole = new CompletableFuture<>();
    private final Runnable end;
    private volatile CompletableFuture<?> underWay = whole;

    Steps() {
        this(() -> {});
    }

    /**
     * @param end runs before the whole ends, and after it was cancelled; perhaps twice
     */
    Steps(Runnable end) {
        this.end = end;
        whole.whenComplete((value, failure) -> {
            if (whole.isCancelled()) {
                underWay.cancel(true);
                end.run();
            }
        });
    }

    CompletableFuture<T> whole() {
        return whole;
    }

    <S> void step(Supplier<CompletableFuture<S>> first, Consumer<S> then) {
        step(first, then, this::fail);
    }

    <S> void step(Supplier<CompletableFuture<S>> first, Consumer<S> then, Consumer<Throwable> otherwise) {
        start(first).whenComplete((value, failure) -> {
            if (whole.isDone()) {
                return;
            }
            try {
                if (failure == null) {
                    then.accept(value);
                } else {
                    otherwise.accept(Failures.cause(failure));
                }
            } catch (RuntimeException e) {
                fail(e);
            }
        });
    }

    private <S> CompletableFuture<S> start(Supplier<CompletableFuture<S>> first) {
        CompletableFuture<S> started;
        try {
            started = first.get();
        } catch (RuntimeException e) {
            started = CompletableFuture.failedFuture(e);
        }
        underWay = started;
        if (whole.isCancelled()) {
            started.cancel(true);
        }
        return started;
    }

    void complete(T value) {
        end.run();
        whole.complete(value);
    }

    void fail(Throwable failure) {
        try {
            end.run();
        } finally {
            whole.completeExceptionally(failure);
        }
    }
}
