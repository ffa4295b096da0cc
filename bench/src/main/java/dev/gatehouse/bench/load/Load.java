package dev.gatehouse.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A closed-loop load: each worker starts its next operation when the previous one has ended.
 *
 * @param warmUp how long it runs before the measurement
 * @param duration how long it is measured
 */
public record Load(Duration warmUp, Duration duration) {
    /**
     * Runs that many workers at once.
     *
     * @param cpu supplies the processor time of the server so far; null where there is no server
     * @throws IllegalStateException when a worker fails
     */
    public Measurement run(int workers, Worker.Factory factory, Supplier<@Nullable Duration> cpu) {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            long from = System.nanoTime() + warmUp.toNanos();
            List<Future<LatencyRecorder>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                running.add(threads.submit(() -> work(factory, from, from + duration.toNanos())));
            }
            sleepUntil(from);
            Duration before = cpu.get();
            sleepUntil(from + duration.toNanos());
            Duration after = cpu.get();
            LatencyRecorder total = new LatencyRecorder();
            for (Future<LatencyRecorder> each : running) {
                total.add(each.get());
            }
            return total.measurement(duration, before == null || after == null ? null : after.minus(before));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load was aborted: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void sleepUntil(long nanoTime) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
    }

    /** Counts the operations that end within the measured time, whenever they started: that is the throughput. */
    private static LatencyRecorder work(Worker.Factory factory, long from, long until) throws Exception {
        LatencyRecorder latencies = new LatencyRecorder();
        try (Worker worker = factory.create()) {
            long started = System.nanoTime();
            while (started < until) {
                @Nullable String failure = worker.execute();
                long ended = System.nanoTime();
                if (ended >= from && ended < until) {
                    latencies.add(ended - started, failure);
                }
                started = ended;
            }
        }
        return latencies;
    }
}
