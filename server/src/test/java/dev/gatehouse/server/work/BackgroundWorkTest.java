package dev.gatehouse.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.server.MovableClock;
import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.OnEveryDatabase;
import dev.gatehouse.server.store.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@OnEveryDatabase
@Timeout(60)
class BackgroundWorkTest {
    private static final Duration LONG = Duration.ofDays(1);

    private final EmptyTenant tenant;
    private final MovableClock clock = new MovableClock();
    private final LeaseStore leases = new LeaseStore();
    private final List<BackgroundWork> started = new CopyOnWriteArrayList<>();
    private final List<String> items = new CopyOnWriteArrayList<>(List.of("one"));
    private final BlockingQueue<String> turns = new LinkedBlockingQueue<>();

    BackgroundWorkTest(Backend backend) {
        tenant = backend.newTenant();
    }

    @AfterEach
    void stop() {
        started.forEach(BackgroundWork::close);
    }

    private BackgroundWork start(String node, Function<WorkRun, Duration> work) {
        WorkSource source = new WorkSource() {
            @Override
            public String name() {
                return "work";
            }

            @Override
            public List<String> items(Transaction tx) {
                return items;
            }

            @Override
            public Duration run(WorkRun run) {
                turns.add(node + " " + run.item());
                return work.apply(run);
            }
        };
        BackgroundWork background =
                new BackgroundWork(tenant.database(), List.of(tenant.tenant()), List.of(source), clock, node);
        started.add(background);
        background.start();
        return background;
    }

    private @Nullable String turn() throws InterruptedException {
        return turns.poll(5, TimeUnit.SECONDS);
    }

    private @Nullable String turnWithin(long millis) throws InterruptedException {
        return turns.poll(millis, TimeUnit.MILLISECONDS);
    }

    @Test
    void givesTurnsUntilThereIsNothingMoreToDo() throws InterruptedException {
        AtomicInteger left = new AtomicInteger(3);
        start("a", run -> left.decrementAndGet() > 0 ? Duration.ZERO : LONG);

        assertThat(List.of(turn(), turn(), turn())).containsOnly("a one");
        assertThat(turnWithin(1_200)).isNull();
        clock.moveBy(LONG);
        assertThat(turn()).isEqualTo("a one");
    }

    @Test
    void findsNewItemsAtOnceWhenItIsWoken() throws InterruptedException {
        items.clear();
        BackgroundWork work = start("a", run -> LONG);
        assertThat(turnWithin(100)).isNull();

        items.add("two");
        work.wake();

        assertThat(turnWithin(400)).isEqualTo("a two");
    }

    @Test
    void comesBackToWhatFailedAfterAPause() throws InterruptedException {
        start("a", run -> {
            throw new IllegalStateException("the sink is away");
        });

        assertThat(turn()).isEqualTo("a one");
        clock.moveBy(Duration.ofMillis(1_100));
        assertThat(turn()).isEqualTo("a one");
        clock.moveBy(Duration.ofMillis(100));
        assertThat(turnWithin(700)).isNull();
        clock.moveBy(Duration.ofSeconds(2));
        assertThat(turn()).isEqualTo("a one");
    }

    @Test
    void leavesAloneWhatAnotherNodeDoesUntilThatNodeIsDead() throws InterruptedException {
        assumeTrue(tenant.database().isShared());
        tenant.run(tx -> leases.acquire(tx, "work/one", "dead", clock.instant(), BackgroundWork.TERM));
        start("b", run -> LONG);
        assertThat(turnWithin(1_200)).isNull();

        clock.moveBy(BackgroundWork.TERM);

        assertThat(turn()).isEqualTo("b one");
    }

    @Test
    void waitsForNoDeadNodeOnADatabaseOfItsOwn() throws InterruptedException {
        assumeTrue(!tenant.database().isShared());
        tenant.run(tx -> leases.acquire(tx, "work/one", "dead", clock.instant(), BackgroundWork.TERM));

        start("b", run -> LONG);

        assertThat(turnWithin(1_000)).isEqualTo("b one");
    }

    @Test
    void doesEachItemOnOneOfTwoNodes() throws InterruptedException {
        assumeTrue(tenant.database().isShared());
        items.addAll(List.of("two", "three", "four"));
        Function<WorkRun, Duration> work = run -> {
            run.write(tx -> true);
            return Duration.ofMillis(50);
        };
        start("a", work);
        start("b", work);
        Thread.sleep(3_000);
        started.forEach(BackgroundWork::close);

        for (String item : items) {
            assertThat(turns.stream().filter(run -> run.endsWith(" " + item)).distinct())
                    .hasSize(1);
        }
    }

    @Test
    void writesNothingForAnItemThatWasTakenOver() throws InterruptedException {
        BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        start("a", run -> {
            tenant.run(tx -> leases.acquire(tx, "work/one", "b", clock.instant().plus(LONG), LONG));
            Throwable failure = catchThrowable(() -> run.write(tx -> {
                leases.acquire(tx, "work/other", "a", clock.instant(), LONG);
                return true;
            }));
            failures.add(failure);
            throw (RuntimeException) failure;
        });

        assertThat(failures.poll(5, TimeUnit.SECONDS)).isInstanceOf(LeaseLostException.class);
        assertThat(tenant.<Boolean>write(tx -> leases.acquire(tx, "work/other", "c", clock.instant(), LONG)
                        .isPresent()))
                .isTrue();
    }

    @Test
    void letsATurnEndAndGivesLeasesBackWhenItStops() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        BackgroundWork work = start("a", run -> {
            begun.countDown();
            while (!run.stopping()) {
                Thread.onSpinWait();
            }
            ended.incrementAndGet();
            return Duration.ZERO;
        });
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();

        work.close();

        assertThat(ended).hasValue(1);
        assertThat(tenant.<Boolean>write(tx -> leases.acquire(tx, "work/one", "b", clock.instant(), LONG)
                        .isPresent()))
                .isTrue();
    }

    @Test
    void givesBackTheLeaseOfAnItemThatIsNamedNoLonger() throws InterruptedException {
        start("a", run -> Duration.ofMillis(10));
        assertThat(turn()).isEqualTo("a one");

        items.clear();
        Thread.sleep(1_500);

        assertThat(tenant.<Boolean>write(tx -> leases.acquire(tx, "work/one", "b", clock.instant(), LONG)
                        .isPresent()))
                .isTrue();
    }
}
