package dev.gatehouse.client.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
    @Test
    void startsNoMoreThanMayBeUnderWay() {
        ConcurrencyLimit turns = new ConcurrencyLimit(2);
        List<Integer> started = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int each = i;
            turns.take(() -> started.add(each));
        }

        assertThat(started).containsExactly(0, 1);
        turns.end();
        assertThat(started).containsExactly(0, 1, 2);
        turns.end();
        turns.end();
        assertThat(started).containsExactly(0, 1, 2, 3);
    }

    @Test
    void lastsHoweverManyEndAtOnce() {
        ConcurrencyLimit turns = new ConcurrencyLimit(1);
        AtomicInteger ended = new AtomicInteger();
        turns.take(() -> true);
        for (int i = 0; i < 100_000; i++) {
            turns.take(() -> ended.incrementAndGet() < 0);
        }

        turns.end();

        assertThat(ended).hasValue(100_000);
    }

    @Test
    void lastsHoweverManyEndWhileTheyStart() {
        ConcurrencyLimit turns = new ConcurrencyLimit(1);
        AtomicInteger ended = new AtomicInteger();
        turns.take(() -> true);
        for (int i = 0; i < 100_000; i++) {
            turns.take(() -> {
                ended.incrementAndGet();
                turns.end();
                return true;
            });
        }

        turns.end();

        assertThat(ended).hasValue(100_000);
    }

    @Test
    void losesNobodyAmongThreads() throws InterruptedException {
        ConcurrencyLimit turns = new ConcurrencyLimit(3);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                for (int n = 0; n < 1000; n++) {
                    turns.take(() -> {
                        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                        Thread.yield();
                        underWay.decrementAndGet();
                        if (ended.incrementAndGet() % 2 == 0) {
                            return false;
                        }
                        turns.end();
                        return true;
                    });
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(ended).hasValue(8000);
        assertThat(most.get()).isLessThanOrEqualTo(3);
    }
}
