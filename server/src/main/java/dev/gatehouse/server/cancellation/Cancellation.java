package dev.gatehouse.server.cancellation;

import dev.gatehouse.server.error.ErrorCode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Whether nobody waits any longer for what a thread does. Cancelled by any thread; what takes long asks now and then, on the
 * thread that it runs on. Thread-safe.
 */
public final class Cancellation {
    /** For work that nobody can cancel. */
    private static final Cancellation NEVER = new Cancellation();

    private static final ThreadLocal<Cancellation> CURRENT = ThreadLocal.withInitial(() -> NEVER);

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
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
        listeners.forEach(this::tell);
    }

    /**
     * Has {@code listener} run once when this is cancelled: at once where it is.
     *
     * @param listener runs on the thread that cancels, and must not block
     */
    public void whenCancelled(Runnable listener) {
        if (this != NEVER) {
            listeners.add(listener);
            if (cancelled) {
                tell(listener);
            }
        }
    }

    /** The listener is told nothing more. */
    public void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** Whoever removes it tells it: both sides of a race may try. */
    private void tell(Runnable listener) {
        if (listeners.remove(listener)) {
            listener.run();
        }
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
