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
 * A closed load: each worker starts the next thing when the one before is done.
 *
 * @param warmUp how long it runs before it is measured
 * @param measured how long it is measured
 */
public record Load(Duration warmUp, Duration measured) {
    /**
     * Runs that many workers at once.
     *
     * @param cpu reads how much processor time the server took so far; null where there is no server
     * @throws IllegalStateException when one of them could not go on
     */
    public Measurement run(int workers, Worker.Opening opening, Supplier<@Nullable Duration> cpu) {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            long from = System.nanoTime() + warmUp.toNanos();
            List<Future<Tally>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                running.add(threads.submit(() -> work(opening, from, from + measured.toNanos())));
            }
            sleepUntil(from);
            Duration before = cpu.get();
            sleepUntil(from + measured.toNanos());
            Duration after = cpu.get();
            Tally sum = new Tally();
            for (Future<Tally> each : running) {
                sum.add(each.get());
            }
            return sum.measurement(measured, before == null || after == null ? null : after.minus(before));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load broke off: " + e.getCause(), e);
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

    /** What ends within the measured time counts, whenever it began: that is how many were served in it. */
    private static Tally work(Worker.Opening opening, long from, long until) throws Exception {
        Tally tally = new Tally();
        try (Worker worker = opening.open()) {
            long started = System.nanoTime();
            while (started < until) {
                @Nullable String failure = worker.once();
                long ended = System.nanoTime();
                if (ended >= from && ended < until) {
                    tally.add(ended - started, failure);
                }
                started = ended;
            }
        }
        return tally;
    }
}
