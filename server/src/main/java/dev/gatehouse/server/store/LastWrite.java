package dev.gatehouse.server.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** When a database last made a write durable. Thread-safe. */
final class LastWrite {
    private final AtomicReference<@Nullable Long> nanos = new AtomicReference<>();

    /** It was now. */
    void committed() {
        nanos.set(System.nanoTime());
    }

    boolean isWithin(Duration time) {
        Long last = nanos.get();
        return last != null && System.nanoTime() - last <= time.toNanos();
    }
}
