package dev.gatehouse.client.async;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/** Runs its tasks on the thread that waits for their outcome. Thread-safe. */
public final class CallerExecutor implements Executor {
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable work) {
        waiting.add(work);
    }

    /**
     * Runs tasks until {@code end} is done. Returns early when the thread is interrupted, and leaves it interrupted.
     */
    public void runUntil(CompletableFuture<?> end) {
        end.whenComplete((value, failure) -> execute(() -> {}));
        try {
            while (!end.isDone()) {
                waiting.take().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
