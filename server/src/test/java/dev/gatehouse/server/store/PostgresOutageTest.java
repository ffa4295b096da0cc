package dev.gatehouse.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.store.tenant.TenantStore;
import dev.gatehouse.server.tenant.Tenant;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A PostgreSQL that goes away or answers no more: calls are refused soon, and served soon after it is back. */
@Timeout(180)
class PostgresOutageTest {
    private static final Tenant TENANT = new Tenant("t", "t.example");
    /** Bounds that hold on a busy machine: a state, not a speed. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private static EmbeddedPostgres server;

    private final FaultyConnections faults = new FaultyConnections();
    private TcpRelay relay;
    private Database database;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void open() throws IOException {
        relay = new TcpRelay(server.getPort());
        database = new PostgresDatabase(
                "postgres://postgres:postgres@localhost:" + relay.port() + "/postgres",
                Duration.ofSeconds(2),
                InstantSource.system(),
                faults);
        database.write(TENANT, tx -> {
            tx.sql("DELETE FROM tenant").update();
            tx.sql("DELETE FROM used_assertion").update();
            return new TenantStore().insert(tx);
        });
    }

    @AfterEach
    void close() throws IOException {
        relay.thaw();
        database.close();
        relay.close();
    }

    @Test
    void refusesCallsWhileItIsDownAndServesThemAgain() throws Exception {
        for (int i = 0; i < 2; i++) {
            relay.cut();
            assertRefused(150);
            relay.restore();
            assertServedSoon();
        }
    }

    @Test
    void refusesCallsWhileItIsFrozenAndServesThemAgain() throws Exception {
        relay.freeze();
        assertRefused(150);
        relay.thaw();
        assertServedSoon();
    }

    @Test
    void keepsWhatItAcknowledgedWhenItGoesAwayInTheMiddle() throws Exception {
        AtomicInteger number = new AtomicInteger();
        List<Integer> acknowledged = new ArrayList<>();
        List<Future<List<Integer>>> results = new ArrayList<>();
        ExecutorService writers = Executors.newFixedThreadPool(4);
        CountDownLatch underWay = new CountDownLatch(20);
        for (int i = 0; i < 4; i++) {
            results.add(writers.submit(() -> {
                List<Integer> own = new ArrayList<>();
                while (catchThrowable(() -> own.add(insert(number))) == null) {
                    underWay.countDown();
                }
                return own;
            }));
        }
        assertThat(underWay.await(60, TimeUnit.SECONDS)).isTrue();
        relay.cut();
        for (Future<List<Integer>> result : results) {
            acknowledged.addAll(result.get(60, TimeUnit.SECONDS));
        }
        writers.shutdown();
        relay.restore();
        assertServedSoon();

        List<Integer> kept = database.read(
                TENANT, tx -> tx.sql("SELECT expires_at FROM used_assertion").list(row -> (int) row.number(1)));
        assertThat(kept).doesNotHaveDuplicates().containsAll(acknowledged);
    }

    private int insert(AtomicInteger number) {
        int own = number.incrementAndGet();
        return database.write(TENANT, tx -> {
            tx.sql("INSERT INTO used_assertion (tenant, client_id, jti, expires_at) VALUES (:tenant, 'c', :jti, :n)")
                    .bind("jti", "n" + own)
                    .bind("n", own)
                    .update();
            return own;
        });
    }

    @Test
    void failsNoWriteAndDoesNothingTwiceWhenOneStatementInTenCollides() throws Exception {
        database.write(TENANT, tx -> {
            tx.sql("INSERT INTO used_assertion (tenant, client_id, jti, expires_at) VALUES ('t', 'c', 'sum', 0)")
                    .update();
            return true;
        });
        Random random = new Random(20_260_103);
        faults.fail(false, at -> random.nextInt(10) == 0 ? new SQLException("injected", "40001") : null);

        together(6, () -> {
            for (int i = 0; i < 15; i++) {
                String jti = Thread.currentThread().getName() + "-" + i;
                database.write(TENANT, tx -> {
                    for (int n = 0; n < 5; n++) {
                        tx.sql("INSERT INTO used_assertion (tenant, client_id, jti, expires_at)"
                                        + " VALUES (:tenant, 'c', :jti, 0)")
                                .bind("jti", jti + "-" + n)
                                .update();
                    }
                    return tx.sql("UPDATE used_assertion SET expires_at = expires_at + 1 WHERE jti = 'sum'")
                            .update();
                });
                database.read(TENANT, new TenantStore()::all);
            }
            return true;
        });
        faults.heal();

        assertThat((long) database.read(
                        TENANT,
                        tx -> tx.sql("SELECT expires_at FROM used_assertion WHERE jti = 'sum'")
                                .number()))
                .isEqualTo(90);
        assertThat((long) database.read(
                        TENANT,
                        tx -> tx.sql("SELECT COUNT(*) FROM used_assertion").number()))
                .isEqualTo(90 * 5 + 1);
    }

    /** Every one of so many calls at once, of each sort. */
    private void assertRefused(int calls) throws Exception {
        AtomicInteger number = new AtomicInteger();
        long began = System.nanoTime();
        List<Throwable> failures = together(calls, () -> {
            Database asked = number.incrementAndGet() % 3 == 0 ? database.reserved() : database;
            return number.get() % 2 == 0
                    ? catchThrowable(() -> asked.write(TENANT, new TenantStore()::insert))
                    : catchThrowable(() -> asked.read(TENANT, new TenantStore()::all));
        });
        assertThat(failures)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE)));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
        // Once one has failed, nobody waits for the same.
        long after = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(catchThrowable(() -> database.reserved().read(TENANT, new TenantStore()::all)))
                    .isInstanceOf(Rejection.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - after)).isLessThan(SOON);
    }

    private void assertServedSoon() throws InterruptedException {
        long began = System.nanoTime();
        while (catchThrowable(() -> database.reserved().read(TENANT, new TenantStore()::all)) != null
                || catchThrowable(() -> database.read(TENANT, new TenantStore()::all)) != null
                || catchThrowable(() -> database.write(TENANT, new TenantStore()::insert)) != null) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
            Thread.sleep(20);
        }
    }

    private static <T> List<T> together(int threads, Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(pool.submit(work));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(120, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
