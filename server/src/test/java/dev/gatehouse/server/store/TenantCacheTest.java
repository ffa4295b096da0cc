package dev.gatehouse.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.server.store.cluster.Changes;
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

    /** On a node that has never heard of any change, and so goes by the age of what it knows. */
    private final TenantCache<String> cache = new TenantCache<>(this::load, new Changes(false), "topic", () -> now);

    private final Changes changes = new Changes(true);
    private final TenantCache<String> informed = new TenantCache<>(this::load, changes, "topic", () -> now);

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
        return cache.get(TENANT);
    }

    @Test
    void readsAgainWhatIsTooOld() {
        assertThat(get()).isEqualTo("t1");
        now = now.plusMillis(1_000);
        assertThat(get()).isEqualTo("t1");
        now = now.plusMillis(1);
        assertThat(get()).isEqualTo("t2");
        assertThat(cache.get(new Tenant("u", "u.example"))).isEqualTo("u3");
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

    private void change(String topic) {
        changes.committed(TENANT, List.of(topic));
    }

    @Test
    void readsAgainOnlyWhatHasChanged() {
        assertThat(informed.get(TENANT)).isEqualTo("t1");
        now = now.plusSeconds(1_000);
        change("another topic");
        assertThat(informed.get(TENANT)).isEqualTo("t1");
        change("topic");
        assertThat(informed.get(TENANT)).isEqualTo("t2");
        assertThat(informed.get(TENANT)).isEqualTo("t2");
    }

    @Test
    void givesWhatIsKnownWhileAChangeCannotBeRead() {
        informed.get(TENANT);
        failure = new IllegalStateException("away");
        change("topic");
        for (int i = 0; i < 5; i++) {
            assertThat(informed.get(TENANT)).isEqualTo("t1");
        }
        assertThat(reads).as("not tried again for each").hasValue(2);

        failure = null;
        now = now.plusMillis(101);
        assertThat(informed.get(TENANT)).isEqualTo("t3");
    }

    @Test
    void givesNothingThatWasReadBeforeAChange() throws Exception {
        held = new CountDownLatch(1);
        Future<String> reader = others.submit(() -> informed.get(TENANT));
        await(begun);
        change("topic");
        CountDownLatch first = held;
        held = new CountDownLatch(0);

        assertThat(informed.get(TENANT)).isEqualTo("t2");
        first.countDown();
        assertThat(reader.get()).isEqualTo("t1");
        assertThat(informed.get(TENANT)).isEqualTo("t2");
    }

    @Test
    void everyCallAfterAChangeWaitsForWhatIsReadOfIt() throws Exception {
        informed.get(TENANT);
        held = new CountDownLatch(1);
        begun = new CountDownLatch(1);
        change("topic");
        Future<String> reader = others.submit(() -> informed.get(TENANT));
        await(begun);
        Future<String> other = others.submit(() -> informed.get(TENANT));
        held.countDown();

        assertThat(reader.get()).isEqualTo("t2");
        assertThat(other.get()).isEqualTo("t2");
    }
}
