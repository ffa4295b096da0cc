package dev.gatehouse.client.jobs;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Runs one thing after the other, in their order, on the threads of another executor. Thread-safe. */
final class Lane implements Executor {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Executor threads;
    private boolean running;

    Lane(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable work) {
        synchronized (this) {
            waiting.add(work);
            if (running) {
                return;
            }
            running = true;
        }
        threads.execute(this::run);
    }

    private void run() {
        for (Runnable work = next(); work != null; work = next()) {
            work.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable work = waiting.poll();
        running = work != null;
        return work;
    }

    /** Runs what it is given on the thread that waits for the end of it. */
    static final class Own implements Executor {
        private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();

        @Override
        public void execute(Runnable work) {
            waiting.add(work);
        }

        /** Returns when {@code end} is done, or its thread is interrupted, which it still is afterwards. */
        void runUntil(CompletableFuture<?> end) {
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
}
