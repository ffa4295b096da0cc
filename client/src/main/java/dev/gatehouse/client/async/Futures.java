package dev.gatehouse.client.async;

import dev.gatehouse.client.error.TransportException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Waits for futures, and unwraps what made them fail. */
public final class Futures {
    private Futures() {}

    /** The failure itself, without the exceptions that futures wrap around it. */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException wrapping && wrapping.getCause() != null) {
            cause = wrapping.getCause();
        }
        return cause;
    }

    /**
     * The value of {@code future}. Interrupting the thread that waits stops the call.
     *
     * @throws TransportException when the thread is interrupted, which it still is afterwards
     */
    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new TransportException("The call was cancelled: its thread was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransportException
                    && Thread.currentThread().isInterrupted()) {
                throw new TransportException("The call was cancelled: its thread was interrupted", e.getCause());
            }
            if (e.getCause() instanceof RuntimeException failure) {
                failure.addSuppressed(new CallSite());
                throw failure;
            }
            throw new TransportException("The call failed: " + e.getCause(), e.getCause());
        }
    }

    /** Shows in a stack trace where the call was made: the failure itself happened on another thread. */
    private static final class CallSite extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CallSite() {
            super("the call was made here");
        }
    }
}
