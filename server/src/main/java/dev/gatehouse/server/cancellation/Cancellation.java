package dev.gatehouse.server.cancellation;

import dev.gatehouse.server.error.ErrorCode;

/**
 * Whether nobody waits any longer for what a thread does. Cancelled by any thread; what takes long asks now and then, on the
 * thread that it runs on. Thread-safe.
 */
public final class Cancellation {
    /** For work that nobody can cancel. */
    private static final Cancellation NEVER = new Cancellation();

    private static final ThreadLocal<Cancellation> CURRENT = ThreadLocal.withInitial(() -> NEVER);

    private volatile boolean cancelled;

    /** That of the work on this thread; one that is never cancelled where there is none. */
    public static Cancellation current() {
        return CURRENT.get();
    }

    /** Runs {@code work} on this thread, as what this cancels. */
    public void run(Runnable work) {
        Cancellation outer = CURRENT.get();
        CURRENT.set(this);
        try {
            work.run();
        } finally {
            if (outer == NEVER) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    /** Nobody waits any longer; saying so again does nothing. */
    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * For work that is about to begin.
     *
     * @throws dev.gatehouse.server.error.Rejection when it was cancelled; nobody sees it
     */
    public void requireWanted() {
        if (cancelled) {
            throw ErrorCode.SERVICE_UNAVAILABLE.refuse("Nobody waits for the response any longer.");
        }
    }
}
