package dev.gatehouse.server.http;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of bodies may be held at once, by all requests together. Thread-safe. */
final class BodyBudget {
    private final long max;
    private final AtomicLong held = new AtomicLong();

    /**
     * @param max the most bytes
     */
    BodyBudget(long max) {
        this.max = max;
    }

    /** A quarter of the heap, and never less than one body. */
    static BodyBudget ofHeap(int maximumBody) {
        return new BodyBudget(Math.max(maximumBody, Runtime.getRuntime().maxMemory() / 4));
    }

    /** Whether that many more bytes may be held; if so, they are until they are given back. */
    boolean take(int bytes) {
        if (held.addAndGet(bytes) <= max) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void giveBack(int bytes) {
        held.addAndGet(-bytes);
    }
}
