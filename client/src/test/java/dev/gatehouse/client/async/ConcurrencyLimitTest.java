package dev.gatehouse.client.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
    private final ClientThreads threads = new ClientThreads();

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void servesInOrder() {
        ConcurrencyLimit limit = new ConcurrencyLimit(2, Runnable::run);
        List<Integer> served = new ArrayList<>();
        assertThat(limit.tryAcquire()).isTrue();
        assertThat(limit.tryAcquire()).isTrue();
        IntStream.range(0, 3).forEach(i -> limit.acquire().thenRun(() -> served.add(i)));

        assertThat(limit.tryAcquire()).isFalse();
        assertThat(served).isEmpty();
        limit.release();
        assertThat(served).containsExactly(0);
        limit.release();
        limit.release();
        assertThat(served).containsExactly(0, 1, 2);
        limit.release();
        assertThat(limit.tryAcquire()).isTrue();
    }

    @Test
    void passesByThoseWhoGaveUp() {
        ConcurrencyLimit limit = new ConcurrencyLimit(1, Runnable::run);
        limit.tryAcquire();
        CompletableFuture<Void> gone = limit.acquire();
        CompletableFuture<Void> next = limit.acquire();

        gone.cancel(true);
        limit.release();

        assertThat(next).isCompleted();
        limit.release();
        assertThat(limit.tryAcquire()).isTrue();
    }

    @Test
    void keepsItsPermitsWhenThereIsNoThread() {
        ConcurrencyLimit limit = new ConcurrencyLimit(1, work -> {
            throw new OutOfMemoryError("no thread");
        });
        limit.tryAcquire();
        CompletableFuture<Void> unlucky = limit.acquire();

        limit.release();

        assertThat(unlucky).isCompletedExceptionally();
        assertThat(limit.tryAcquire()).isTrue();
    }

    @Test
    void losesNobodyAmongThreads() throws Exception {
        ConcurrencyLimit limit = new ConcurrencyLimit(3, threads);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Void>> ended = new ArrayList<>();
        for (int i = 0; i < 8000; i++) {
            CompletableFuture<Void> permit = limit.acquire();
            ended.add(permit.thenRun(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Thread.yield();
                running.decrementAndGet();
                limit.release();
            }));
        }

        CompletableFuture.allOf(ended.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        assertThat(most.get()).isLessThanOrEqualTo(3);
        assertThat(IntStream.range(0, 3).allMatch(i -> limit.tryAcquire())).isTrue();
        assertThat(limit.tryAcquire()).isFalse();
    }
}
