package dev.gatehouse.server.store.cluster;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs a task again and again on a thread of its own, until it is closed; then once more. Thread-safe. */
public final class PeriodicTask implements AutoCloseable {
    private static final Duration MAX_CLOSE = Duration.ofSeconds(2);
    private static final System.Logger LOG = System.getLogger(PeriodicTask.class.getName());

    private final Duration pause;
    private final Runnable task;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /**
     * Begins.
     *
     * @param name of its thread
     * @param pause between the end of a run and the beginning of the next
     * @param task what it throws is only logged: the next run may succeed
     */
    public PeriodicTask(String name, Duration pause, Runnable task) {
        this.pause = pause;
        this.task = task;
        thread = new Thread(this::runUntilClosed, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void runUntilClosed() {
        boolean last = false;
        while (!last) {
            try {
                last = closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                task.run();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, () -> Thread.currentThread().getName() + " failed, and is tried again", e);
            }
        }
    }

    /** Waits up to two seconds for the last run. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(MAX_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
