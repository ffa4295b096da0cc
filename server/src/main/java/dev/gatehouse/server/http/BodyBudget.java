package dev.gatehouse.server.http;

import java.util.concurrent.atomic.AtomicLong;

/** How much of the heap bodies, and what they are parsed to, may take at once, of all requests together. Thread-safe. */
final class BodyBudget {
    private final long max;
    private final AtomicLong held = new AtomicLong();

    /**
     * @param max the most bytes
     */
    BodyBudget(long max) {
        this.max = max;
    }

    /** A quarter of the heap, and never less than two bodies. */
    static BodyBudget ofHeap(int maximumBody) {
        return new BodyBudget(Math.max(2L * maximumBody, Runtime.getRuntime().maxMemory() / 4));
    }

    /** The most that one request is charged, so that the costliest can be served too, when little else is held. */
    long maxCharge() {
        return max / 2;
    }

    /** Whether that many more bytes may be held; if so, they are until they are given back. */
    boolean take(long bytes) {
        if (held.addAndGet(bytes) <= max) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }

    /** The bytes held now. */
    long held() {
        return held.get();
    }
}
