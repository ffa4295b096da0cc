package dev.gatehouse.client.async;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * AsyncSequence that follow each other, on whatever thread the one before ended, until one ends the result. Cancelling the result
 * cancels the step under way; what fails, and nobody deals with, fails the result.
 */
public final class AsyncSequence<T> {
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Runnable end;
    private volatile CompletableFuture<?> current = result;

    /** A sequence without a cleanup. */
    public AsyncSequence() {
        this(() -> {});
    }

    /**
     * A sequence with a cleanup.
     *
     * @param end runs before the result completes and after it is cancelled; may run twice
     */
    public AsyncSequence(Runnable end) {
        this.end = end;
        result.whenComplete((value, failure) -> {
            if (result.isCancelled()) {
                current.cancel(true);
                end.run();
            }
        });
    }

    /** The result. */
    public CompletableFuture<T> result() {
        return result;
    }

    /** Starts {@code first} and passes its value to {@code then}; its failure fails the result. */
    public <S> void step(Supplier<CompletableFuture<S>> first, Consumer<S> then) {
        step(first, then, this::fail);
    }

    /** Starts {@code first} and passes its value to {@code then}, or its failure to {@code otherwise}. */
    public <S> void step(Supplier<CompletableFuture<S>> first, Consumer<S> then, Consumer<Throwable> otherwise) {
        start(first).whenComplete((value, failure) -> {
            if (result.isDone()) {
                return;
            }
            try {
                if (failure == null) {
                    then.accept(value);
                } else {
                    otherwise.accept(Futures.cause(failure));
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
        current = started;
        if (result.isCancelled()) {
            started.cancel(true);
        }
        return started;
    }

    /** Completes the result. */
    public void complete(T value) {
        end.run();
        result.complete(value);
    }

    /** Fails the result. */
    public void fail(Throwable failure) {
        try {
            end.run();
        } finally {
            result.completeExceptionally(failure);
        }
    }
}
