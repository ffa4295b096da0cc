package dev.gatehouse.client.call;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waiting for a future, with what failed thrown as it is. */
public final class Awaiting {
    private Awaiting() {}

    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                failure.addSuppressed(new CallSite());
                throw failure;
            }
            throw e;
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
