package dev.gatehouse.client.async;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one client: daemons that end after ten idle seconds. Unbounded, since what runs here may wait, as code of
 * the application does that follows a future; how many requests run at once is limited elsewhere. Thread-safe.
 */
public final class ClientThreads implements Executor, AutoCloseable {
    private static final int IDLE_SECONDS = 10;

    private final AtomicInteger count = new AtomicInteger();
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "management-client-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** Runs {@code work}; after {@link #close} on a thread that ends with it, so that nothing that waits is forgotten. */
    @Override
    public void execute(Runnable work) {
        try {
            pool.execute(work);
        } catch (RejectedExecutionException closed) {
            thread(work).start();
        }
    }

    /** Ends idle threads now, and the others when their work is done. */
    @Override
    public void close() {
        pool.shutdown();
    }
}
