package dev.gatehouse.client;

import dev.gatehouse.client.async.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A timer whose waits end when a test lets them. */
final class ManualTimer implements Timer {
    private final List<CompletableFuture<Void>> waits = new CopyOnWriteArrayList<>();

    @Override
    public CompletableFuture<Void> timeout(Duration limit) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Void> after(Duration wait) {
        CompletableFuture<Void> pending = new CompletableFuture<>();
        waits.add(pending);
        return pending;
    }

    /** All that were asked for. */
    List<CompletableFuture<Void>> waits() {
        return waits;
    }

    /** Waits, in real time, until somebody waits. */
    void awaitWaits(int count) throws InterruptedException {
        Eventually.holds(() -> waits.size() == count);
    }

    /** Waits, in real time, until everybody has given up waiting. */
    void awaitCancelled() throws InterruptedException {
        Eventually.holds(() -> waits.stream().allMatch(CompletableFuture::isCancelled));
    }
}
