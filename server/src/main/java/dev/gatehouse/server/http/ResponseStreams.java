package dev.gatehouse.server.http;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that write responses whose end is not known; they end when the server stops. Thread-safe. */
final class ResponseStreams {
    static final int MAX_STREAMS = 64;

    private final ThreadPoolExecutor threads;

    /**
     * @param name of the threads
     */
    ResponseStreams(String name) {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(0, MAX_STREAMS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Runs a stream; false when there are too many. */
    boolean start(Runnable stream) {
        try {
            threads.execute(stream);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Interrupts all of them, and takes no other. */
    void close() {
        threads.shutdownNow();
    }
}
