package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HealthCheckTest {
    private final AtomicInteger tries = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean blocks;
    private volatile boolean fails;
    private volatile boolean working;
    private final HealthCheck check = new HealthCheck(this::probe, () -> working);

    private boolean probe() {
        tries.incrementAndGet();
        if (fails) {
            throw new IllegalStateException("away");
        }
        if (blocks) {
            try {
                return released.await(50, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        }
        return true;
    }

    @AfterEach
    void release() {
        released.countDown();
    }

    private void awaitTries(int count) throws InterruptedException {
        while (tries.get() < count) {
            check.passes();
            Thread.sleep(10);
        }
    }

    @Test
    void triesOnceASecondHoweverOftenItIsAsked() {
        for (int i = 0; i < 50; i++) {
            assertThat(check.passes()).isTrue();
        }
        assertThat(tries).hasValue(1);
    }

    /** Those who ask often learn what is known, and wait for nothing. */
    @Test
    void keepsNobodyWaitingWhileItTriesAgain() throws Exception {
        assertThat(check.passes()).isTrue();
        blocks = true;
        awaitTries(2);
        long began = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(check.passes()).isTrue();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(HealthCheck.MAX_WAIT);
    }

    @Test
    void failsOnceATryTakesTooLong() throws Exception {
        assertThat(check.passes()).isTrue();
        blocks = true;
        awaitTries(2);
        Thread.sleep(HealthCheck.MAX_WAIT.toMillis() + 50);
        assertThat(check.passes()).isFalse();
        released.countDown();
        blocks = false;
        awaitTries(3);
        assertThat(check.passes()).isTrue();
    }

    /** The probe stands behind many others, whose work is being done. */
    @Test
    void passesWhileOtherWorkIsDone() throws Exception {
        assertThat(check.passes()).isTrue();
        blocks = true;
        working = true;
        awaitTries(2);
        Thread.sleep(HealthCheck.MAX_WAIT.toMillis() + 50);
        assertThat(check.passes()).isTrue();
        working = false;
        assertThat(check.passes()).isFalse();
    }

    /** A failure is not held against the server for longer than the next try takes. */
    @Test
    void waitsForTheNextTryAfterAFailure() throws Exception {
        fails = true;
        assertThat(check.passes()).isFalse();
        fails = false;
        Thread.sleep(1_100);
        assertThat(check.passes()).isTrue();
    }

    @Test
    void failsWhenTheFirstTryTakesTooLong() {
        blocks = true;
        assertThat(check.passes()).isFalse();
    }

    @Test
    void failsOnceItIsToldToStop() {
        assertThat(check.passes()).isTrue();
        check.stop();
        assertThat(check.passes()).isFalse();
    }
}
