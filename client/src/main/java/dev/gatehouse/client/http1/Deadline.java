package dev.gatehouse.client.http1;

import dev.gatehouse.client.async.Timer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * When something is to have ended, in the time of the machine.
 *
 * @param at of {@link System#nanoTime}
 */
record Deadline(long at) {
    /** From now. */
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** The earlier of this and {@code time} from now. */
    Deadline within(Duration time) {
        long other = System.nanoTime() + time.toNanos();
        return other - at < 0 ? new Deadline(other) : this;
    }

    /** What is left, for a socket: at least 1. */
    int millis() throws IOException {
        long left = at - System.nanoTime();
        if (left <= 0) {
            throw passed();
        }
        return (int) Math.min(Integer.MAX_VALUE, 1 + left / 1_000_000);
    }

    /** Runs {@code late} when it passes, unless what is returned has been cancelled before. */
    CompletableFuture<Void> watch(Runnable late) {
        CompletableFuture<Void> watch = Timer.system().after(Duration.ofNanos(Math.max(0, at - System.nanoTime())));
        watch.thenRun(late);
        return watch;
    }

    static SocketTimeoutException passed() {
        return new SocketTimeoutException("the answer did not end in time");
    }
}
