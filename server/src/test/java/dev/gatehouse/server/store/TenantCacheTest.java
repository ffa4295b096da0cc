package dev.gatehouse.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.server.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TenantCacheTest {
    private static final Tenant TENANT = new Tenant("t", "t.example");
    private static final Duration AGE = Duration.ofSeconds(1);

    private final ExecutorService others = Executors.newCachedThreadPool();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Instant now = Instant.EPOCH;
    private volatile @Nullable RuntimeException failure;
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile CountDownLatch begun = new CountDownLatch(1);

    private final TenantCache<String> cache = new TenantCache<>(this::load, () -> now);

    private String load(Tenant tenant, @Nullable String known) {
        int read = reads.incrementAndGet();
        begun.countDown();
        await(held);
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        return tenant.id() + read;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        others.shutdownNow();
    }

    private String get() {
        return cache.get(TENANT, AGE);
    }

    @Test
    void readsAgainWhatIsTooOld() {
        assertThat(get()).isEqualTo("t1");
        now = now.plusMillis(1_000);
        assertThat(get()).isEqualTo("t1");
        now = now.plusMillis(1);
        assertThat(get()).isEqualTo("t2");
        assertThat(cache.get(new Tenant("u", "u.example"), AGE)).isEqualTo("u3");
    }

    @Test
    void givesWhatIsKnownWhileItCannotBeRead() {
        get();
        failure = new IllegalStateException("away");
        now = now.plusSeconds(100);
        for (int i = 0; i < 5; i++) {
            assertThat(get()).isEqualTo("t1");
        }
        assertThat(reads).as("not tried again for each").hasValue(2);

        failure = null;
        now = now.plusSeconds(2);
        assertThat(get()).isEqualTo("t3");
    }

    @Test
    void failsWhereNothingIsKnownAndTriesAgain() {
        failure = new IllegalStateException("away");
        assertThatThrownBy(this::get).isSameAs(failure);

        failure = null;
        assertThat(get()).isEqualTo("t2");
    }

    @Test
    void readsOnceForAllWhoWait() throws Exception {
        failure = new IllegalStateException("away");
        held = new CountDownLatch(1);
        List<Future<String>> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(others.submit(this::get));
        }
        await(begun);
        Thread.sleep(200);
        held.countDown();
        for (Future<String> each : waiting) {
            assertThatThrownBy(each::get).hasCause(failure);
        }
        // Whoever came late reads for himself; none of the hundred queued for a turn of his own.
        assertThat(reads.get()).isLessThan(50);
    }

    @Test
    void makesNobodyWaitWhereSomethingIsKnown() throws Exception {
        get();
        now = now.plusSeconds(2);
        held = new CountDownLatch(1);
        begun = new CountDownLatch(1);
        Future<String> reader = others.submit(this::get);
        await(begun);

        assertThat(get()).isEqualTo("t1");
        Future<String> patient = others.submit(() -> cache.getRead(TENANT, AGE));
        held.countDown();
        assertThat(reader.get()).isEqualTo("t2");
        assertThat(patient.get()).isEqualTo("t2");
    }

    @Test
    void givesNothingThatWasReadBeforeItWasForgotten() throws Exception {
        held = new CountDownLatch(1);
        Future<String> reader = others.submit(this::get);
        await(begun);
        cache.forget(TENANT);
        CountDownLatch first = held;
        held = new CountDownLatch(0);

        assertThat(get()).isEqualTo("t2");
        first.countDown();
        assertThat(reader.get()).isEqualTo("t1");
        assertThat(get()).isEqualTo("t2");
    }
}
