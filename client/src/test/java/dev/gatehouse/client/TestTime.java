package dev.gatehouse.client;

import dev.gatehouse.client.async.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock that moves only when it is told to, or when somebody waits, which takes no time. */
public final class TestTime implements InstantSource, Timer {
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private volatile Instant now;
    private volatile Duration elapsed = Duration.ZERO;

    public TestTime(Instant start) {
        now = start;
    }

    public TestTime() {
        this(Instant.parse("2026-03-01T12:00:00Z"));
    }

    @Override
    public Instant instant() {
        return now;
    }

    public synchronized void pass(Duration time) {
        now = now.plus(time);
        elapsed = elapsed.plus(time);
    }

    @Override
    public CompletableFuture<Void> timeout(Duration limit) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Void> after(Duration wait) {
        waits.add(wait);
        pass(wait);
        return CompletableFuture.completedFuture(null);
    }

    /** Sets the clock, as an operator or NTP does; monotonic time does not notice. */
    public synchronized void setClock(Instant time) {
        now = time;
    }

    @Override
    public long nanoTime() {
        return elapsed.toNanos();
    }

    /** How much time has passed. */
    public Duration elapsed() {
        return elapsed;
    }

    /** How long was waited, each time. */
    public List<Duration> waits() {
        return waits;
    }
}
