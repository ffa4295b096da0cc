package dev.gatehouse.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.server.cancellation.Cancellation;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.store.tenant.TenantStore;
import dev.gatehouse.server.tenant.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Transactions: what is durable, what is rolled back, and who sees what of writes that run at the same time. */
@OnEveryDatabase
@Timeout(120)
class DatabaseTest {
    private static final Tenant TENANT = new Tenant("t", "t.example");
    private static final String COUNTER =
            "UPDATE used_assertion SET expires_at = expires_at + 1 WHERE tenant = 't' AND client_id = 'c' AND jti = 'n'";

    private final Backend backend;

    DatabaseTest(Backend backend) {
        this.backend = backend;
    }

    @Test
    void keepsWhatWasWrittenWhenItIsOpenedAgain() {
        Backend.Place place = backend.newPlace();
        try (Database database = place.open()) {
            database.write(TENANT, new TenantStore()::insert);
        }
        try (Database database = place.open()) {
            assertThat(database.read(TENANT, new TenantStore()::all)).containsExactly(TENANT);
        }
    }

    @Test
    void migratesOnceWhenSeveralServersOpenItTogether() throws Exception {
        Backend.Place place = backend.newPlace();

        List<Boolean> inserted = together(backend.mostServers(), () -> {
            try (Database database = place.open()) {
                return database.write(TENANT, new TenantStore()::insert);
            }
        });

        assertThat(inserted).containsOnlyOnce(true);
    }

    @Test
    void refusesASchemaOfANewerRelease() {
        Backend.Place place = backend.newPlace();
        try (Database database = place.open()) {
            database.write(
                    TENANT,
                    tx -> tx.sql("INSERT INTO schema_version (installed_rank, version, description, type, script,"
                                    + " installed_by, execution_time, success)"
                                    + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 'later', 0, true)")
                            .update());
        }

        assertThatThrownBy(place::open)
                .isInstanceOf(StoreException.class)
                .hasMessage("a newer Gatehouse has migrated it to schema 99, and this one knows schemas up to "
                        + Migrations.NEWEST);
    }

    @Test
    void rollsBackWhatFails() {
        EmptyTenant tenant = backend.newTenant();
        IllegalArgumentException failure = new IllegalArgumentException("no");

        assertThatThrownBy(() -> tenant.run(tx -> {
                    insertCounter(tx);
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(tenant.read(DatabaseTest::counters)).isZero();
    }

    @Test
    void rollsBackWhatRunsOutOfStack() {
        EmptyTenant tenant = backend.newTenant();

        assertThatThrownBy(() -> tenant.run(tx -> {
                    insertCounter(tx);
                    throw new StackOverflowError("too deep");
                }))
                .isInstanceOf(StackOverflowError.class);

        assertThat(tenant.read(DatabaseTest::counters)).isZero();
        tenant.run(DatabaseTest::insertCounter);
        assertThat(tenant.read(DatabaseTest::counters)).isOne();
    }

    @Test
    void saysOnlyThatTheDatabaseFailedWhenAStatementDoes() {
        EmptyTenant tenant = backend.newTenant();

        assertThatThrownBy(() -> tenant.run(
                        tx -> tx.sql("INSERT INTO nothing VALUES (1)").update()))
                .isInstanceOf(StoreException.class)
                .hasMessage("the database failed");
        assertThatThrownBy(
                        () -> tenant.read(tx -> tx.sql("SELECT * FROM nothing").number()))
                .isInstanceOf(StoreException.class)
                .hasMessage("the database failed");
        assertThat(tenant.read(DatabaseTest::counters)).isZero();
    }

    @Test
    void acknowledgesNoWriteThatWentOnAfterAStatementFailed() {
        EmptyTenant tenant = backend.newTenant();

        assertThatThrownBy(() -> tenant.run(tx -> {
                    insertCounter(tx);
                    try {
                        tx.sql("INSERT INTO nothing VALUES (1)").update();
                    } catch (StoreException e) {
                        // as a handler might that tries something else
                    }
                }))
                .isInstanceOf(StoreException.class)
                .hasMessage("a statement failed in this transaction");

        assertThat(tenant.read(DatabaseTest::counters)).isZero();
        tenant.run(DatabaseTest::insertCounter);
        assertThat(tenant.read(DatabaseTest::counters)).isOne();
    }

    @Test
    void refusesToWriteInARead() {
        EmptyTenant tenant = backend.newTenant();

        assertThatThrownBy(() -> tenant.read(tx -> {
                    insertCounter(tx);
                    return true;
                }))
                .isInstanceOf(StoreException.class);

        tenant.run(DatabaseTest::insertCounter);
        assertThat(tenant.read(DatabaseTest::counters)).isOne();
    }

    @Test
    void readsOneStateThroughout() throws Exception {
        EmptyTenant tenant = backend.newTenant();
        CountDownLatch hasRead = new CountDownLatch(1);
        CountDownLatch isWritten = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<List<Integer>> reader = other.submit(() -> tenant.read(tx -> {
                int before = counters(tx);
                hasRead.countDown();
                await(isWritten);
                return List.of(before, counters(tx));
            }));
            await(hasRead);
            tenant.run(DatabaseTest::insertCounter);
            isWritten.countDown();

            assertThat(reader.get()).containsExactly(0, 0);
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void losesNoIncrementOfManyWritersAtOnce() throws Exception {
        try (Database database = backend.newPlace().open()) {
            database.write(TENANT, tx -> {
                tx.sql("INSERT INTO used_assertion (tenant, client_id, jti, expires_at)" + " VALUES ('t', 'c', 'n', 0)")
                        .update();
                return true;
            });

            together(8, () -> {
                for (int i = 0; i < 10; i++) {
                    database.write(TENANT, tx -> tx.sql(COUNTER).update());
                }
                return true;
            });

            long counted = database.read(
                    TENANT,
                    tx -> tx.sql("SELECT expires_at FROM used_assertion").number());
            assertThat(counted).isEqualTo(80);
        }
    }

    @Test
    void runsAWriteAgainThatCollided() {
        assumeTrue(backend.mostServers() > 1);
        Collisions collisions = new Collisions(backend.newTenant());

        assertThat(collisions.untilAllowed(5)).isEqualTo(5);
        assertThat(collisions.kept()).isOne();
    }

    /** Writes that the database fails as it does when two collide (40001, serialization_failure). */
    private record Collisions(EmptyTenant tenant) {
        int untilAllowed(int allowed) {
            AtomicInteger runs = new AtomicInteger();
            tenant.run(tx -> {
                insertCounter(tx);
                if (runs.incrementAndGet() < allowed) {
                    tx.sql("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$")
                            .run();
                }
            });
            return runs.get();
        }

        int kept() {
            return tenant.read(DatabaseTest::counters);
        }
    }

    @Test
    void letsNoFailureTakeAnotherWritersWorkWithIt() throws Exception {
        try (Database database = backend.newPlace().open()) {
            AtomicInteger number = new AtomicInteger();

            List<Boolean> kept = together(40, () -> {
                int own = number.incrementAndGet();
                Tenant tenant = new Tenant("t" + own, own + ".example");
                try {
                    return database.write(tenant, tx -> {
                        boolean inserted = new TenantStore().insert(tx);
                        if (own % 2 == 0) {
                            throw new IllegalArgumentException("even");
                        }
                        return inserted;
                    });
                } catch (IllegalArgumentException e) {
                    return false;
                }
            });

            assertThat(kept.stream().filter(each -> each)).hasSize(20);
            assertThat(database.read(TENANT, new TenantStore()::all)).hasSize(20);
        }
    }

    @Test
    void endsAReadAtItsDeadlineAndGoesOnWithTheNext() {
        try (Database database = backend.newPlace().open(Duration.ofMillis(300))) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> database.read(TENANT, DatabaseTest::countForMinutes))
                        .isInstanceOf(Rejection.class)
                        .hasMessage("The query exceeded the timeout. Please try refining your search criteria.");
                assertThat(database.read(TENANT, new TenantStore()::all)).isEmpty();
            }
        }
    }

    @Test
    void beginsNoStatementOfAReadAfterItsDeadline() {
        try (Database database = backend.newPlace().open(Duration.ofMillis(200))) {
            AtomicInteger statements = new AtomicInteger();

            assertThatThrownBy(() -> database.read(TENANT, tx -> {
                        while (statements.incrementAndGet() < 1_000_000) {
                            tx.sql("SELECT 1").number();
                        }
                        return true;
                    }))
                    .isInstanceOfSatisfying(
                            Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.QUERY_TIMEOUT));
            assertThat(database.read(TENANT, new TenantStore()::all)).isEmpty();
        }
    }

    @Test
    void endsAReadNobodyWaitsForAnyMore() throws Exception {
        assumeTrue(backend.mostServers() == 1, "PostgreSQL ends it at its deadline");
        try (Database database = backend.newPlace().open(Duration.ofMinutes(5))) {
            CountDownLatch begun = new CountDownLatch(1);
            ExecutorService other = Executors.newSingleThreadExecutor();
            Future<Long> read = other.submit(() -> database.read(TENANT, tx -> {
                begun.countDown();
                return countForMinutes(tx);
            }));
            await(begun);
            other.shutdownNow();

            assertThatThrownBy(() -> read.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(Rejection.class);
        }
    }

    @Test
    void endsAReadWhoseCallerHasGone() throws Exception {
        try (Database database = backend.newPlace().open(Duration.ofMinutes(5))) {
            CountDownLatch begun = new CountDownLatch(1);
            Cancellation caller = new Cancellation();
            ExecutorService other = Executors.newSingleThreadExecutor();
            Future<?> read = other.submit(() -> caller.run(() -> database.read(TENANT, tx -> {
                begun.countDown();
                return countForMinutes(tx);
            })));
            await(begun);
            caller.cancel();

            assertThatThrownBy(() -> read.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(Rejection.class);
            other.shutdown();
            assertThat(database.read(TENANT, new TenantStore()::all)).isEmpty();
        }
    }

    @Test
    void beginsNothingForACallerWhoHasGone() {
        try (Database database = backend.newPlace().open(Duration.ofSeconds(5))) {
            Cancellation caller = new Cancellation();
            caller.cancel();
            AtomicInteger begun = new AtomicInteger();

            caller.run(() -> {
                assertThatThrownBy(() -> database.read(TENANT, tx -> begun.incrementAndGet()))
                        .isInstanceOf(Rejection.class);
                assertThatThrownBy(() -> database.write(TENANT, tx -> begun.incrementAndGet()))
                        .isInstanceOf(Rejection.class);
            });

            assertThat(begun).hasValue(0);
            assertThat(database.read(TENANT, new TenantStore()::all)).isEmpty();
        }
    }

    @Test
    void knowsWhetherItHasWrittenOfLate() {
        try (Database database = backend.newPlace().open()) {
            database.write(TENANT, new TenantStore()::insert);
            assertThat(database.hasWritten(Duration.ofMinutes(1))).isTrue();
            assertThat(database.reserved().hasWritten(Duration.ofMinutes(1))).isTrue();
            pause(Duration.ofMillis(60));
            database.read(TENANT, new TenantStore()::all);
            assertThat(database.hasWritten(Duration.ofMillis(50))).isFalse();
        }
    }

    @Test
    void writesFirstWhatMustNotWait() throws Exception {
        int slow = 60;
        try (Database database = backend.newPlace().open()) {
            database.write(TENANT, new TenantStore()::insert);
            CountDownLatch begun = new CountDownLatch(1);
            AtomicInteger finished = new AtomicInteger();
            ExecutorService others = Executors.newFixedThreadPool(slow);
            for (int i = 0; i < slow; i++) {
                others.submit(() -> {
                    database.write(TENANT, tx -> {
                        begun.countDown();
                        pause(Duration.ofMillis(50));
                        return true;
                    });
                    finished.incrementAndGet();
                });
            }
            await(begun);

            assertThat(database.reserved().write(TENANT, new TenantStore()::all))
                    .hasSize(1);
            assertThat(finished).hasValueLessThan(slow / 2);
            others.shutdown();
            assertThat(others.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            assertThat(finished).hasValue(slow);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void keepsConnectionsForWhatMustNotWait() throws Exception {
        try (Database database = backend.newPlace().open(Duration.ofSeconds(5))) {
            database.write(TENANT, new TenantStore()::insert);
            CountDownLatch begun = new CountDownLatch(1);
            ExecutorService others = Executors.newFixedThreadPool(100);
            try {
                for (int i = 0; i < 100; i++) {
                    others.submit(() -> database.read(TENANT, tx -> {
                        begun.countDown();
                        return countForMinutes(tx);
                    }));
                }
                await(begun);

                for (int i = 0; i < 20; i++) {
                    assertThat(database.reserved().read(TENANT, new TenantStore()::all))
                            .hasSize(1);
                }
            } finally {
                others.shutdownNow();
            }
        }
    }

    /** Takes no space, and minutes. */
    private static long countForMinutes(Transaction tx) {
        String digits = "(SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5"
                + " UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9 UNION ALL SELECT 10)";
        String tables = IntStream.range(0, 12).mapToObj(i -> digits + " t" + i).collect(Collectors.joining(", "));
        return tx.sql("SELECT COUNT(*) FROM " + tables).number();
    }

    @Test
    void refusesCallsOnceItIsClosed() {
        Database database = backend.newPlace().open();
        database.close();
        database.close();

        assertThatThrownBy(() -> database.read(TENANT, new TenantStore()::all))
                .isInstanceOf(Rejection.class)
                .hasMessage("The server is stopping.");
        assertThatThrownBy(() -> database.write(TENANT, new TenantStore()::insert))
                .isInstanceOf(Rejection.class)
                .hasMessage("The server is stopping.");
    }

    @Test
    void answersEveryWriterWhenItIsClosedMeanwhile() throws Exception {
        Backend.Place place = backend.newPlace();
        Database database = place.open();
        AtomicInteger number = new AtomicInteger();
        CountDownLatch underWay = new CountDownLatch(20);
        Callable<Integer> writeUntilRefused = () -> {
            int acknowledged = 0;
            try {
                while (true) {
                    int own = number.incrementAndGet();
                    database.write(new Tenant("t" + own, own + ".example"), new TenantStore()::insert);
                    acknowledged++;
                    underWay.countDown();
                }
            } catch (Rejection e) {
                return acknowledged;
            }
        };
        ExecutorService writers = Executors.newFixedThreadPool(4);
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            results.add(writers.submit(writeUntilRefused));
        }
        await(underWay);
        database.close();
        int acknowledged = 0;
        for (Future<Integer> result : results) {
            acknowledged += result.get(30, TimeUnit.SECONDS);
        }
        writers.shutdown();

        try (Database again = place.open()) {
            assertThat(again.read(TENANT, new TenantStore()::all)).hasSizeGreaterThanOrEqualTo(acknowledged);
        }
    }

    private static void insertCounter(Transaction tx) {
        tx.sql("INSERT INTO used_assertion (tenant, client_id, jti, expires_at)" + " VALUES (:tenant, 'c', 'n', 0)")
                .update();
    }

    private static int counters(Transaction tx) {
        return (int) tx.sql("SELECT COUNT(*) FROM used_assertion WHERE tenant = :tenant")
                .number();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What {@code work} returned on each of so many threads, which begin at once. */
    private static <T> List<T> together(int threads, Callable<T> work) throws Exception {
        CountDownLatch begin = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(pool.submit(() -> {
                    await(begin);
                    return work.call();
                }));
            }
            begin.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
