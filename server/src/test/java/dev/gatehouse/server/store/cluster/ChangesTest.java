package dev.gatehouse.server.store.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.OnEveryDatabase;
import dev.gatehouse.server.tenant.Tenant;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@OnEveryDatabase
@Timeout(60)
class ChangesTest {
    private static final Tenant TENANT = new Tenant("t", "t.example");
    private static final Tenant NEIGHBOUR = new Tenant("u", "u.example");

    private final Backend backend;

    ChangesTest(Backend backend) {
        this.backend = backend;
    }

    private static OptionalLong version(Database database) {
        return database.changes().version(TENANT, "keys");
    }

    private static void change(Database database) {
        database.write(TENANT, tx -> {
            tx.announce("keys");
            tx.announce("keys");
            return true;
        });
    }

    /** Until it has heard from the database. */
    private static long heard(Database database) throws InterruptedException {
        while (version(database).isEmpty()) {
            Thread.sleep(5);
        }
        return version(database).getAsLong();
    }

    @Test
    void aChangeOfOnesOwnIsKnownOnceItIsCommitted() throws Exception {
        try (Database database = backend.newPlace().open()) {
            long before = heard(database);
            assertThatThrownBy(() -> database.write(TENANT, tx -> {
                        tx.announce("keys");
                        throw new IllegalStateException("rolled back");
                    }))
                    .hasMessage("rolled back");
            Thread.sleep(300);
            if (database.isShared()) { // on the other one a change that may have been is enough
                assertThat(version(database)).hasValue(before);
            }
            before = heard(database);
            change(database);
            assertThat(version(database)).isPresent().isNotEqualTo(OptionalLong.of(before));
            assertThat(database.changes().version(NEIGHBOUR, "keys")).hasValue(0);
            assertThat(database.changes().version(TENANT, "others")).hasValue(0);
        }
    }

    @Test
    void aChangeOnAnotherNodeIsKnownWithinASecond() throws Exception {
        assumeTrue(backend.mostServers() > 1);
        Backend.Place place = backend.newPlace();
        try (Database one = place.open();
                Database other = place.open()) {
            for (int i = 0; i < 5; i++) {
                long before = heard(other);
                change(one);
                long committed = System.nanoTime();
                while (version(other).equals(OptionalLong.of(before))) {
                    assertThat(Duration.ofNanos(System.nanoTime() - committed)).isLessThan(Changes.MAX_AGE);
                    Thread.sleep(5);
                }
            }
        }
    }

    @Test
    void nothingIsSaidToBeTrueWithoutNewsFromTheDatabase() throws Exception {
        Changes changes = new Changes(false);
        assertThat(changes.version(TENANT, "keys")).isEmpty();

        changes.heard(Map.of(new Changes.Topic("t", "keys"), 7L), System.nanoTime());
        long first = changes.version(TENANT, "keys").orElseThrow();
        changes.heard(Map.of(new Changes.Topic("t", "keys"), 7L), System.nanoTime());
        assertThat(changes.version(TENANT, "keys")).hasValue(first);
        Thread.sleep(Changes.MAX_AGE.toMillis() + 10);
        assertThat(changes.version(TENANT, "keys")).isEmpty();

        changes.heard(Map.of(new Changes.Topic("t", "keys"), 8L), System.nanoTime());
        assertThat(changes.version(TENANT, "keys")).hasValue(first + 1);
        assertThat(new Changes(true).version(TENANT, "keys")).hasValue(0);
    }

    @Test
    void exchangesWhereThereAreOthersAndOnceMoreWhenItIsClosed() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        int beforeClose;
        Database database = backend.newPlace().open();
        database.exchange("test", () -> {
            runs.incrementAndGet();
            throw new IllegalStateException("tried again");
        });
        Thread.sleep(800);
        beforeClose = runs.get();
        database.close();
        if (backend.mostServers() == 1) {
            assertThat(runs).hasValue(0);
        } else {
            assertThat(beforeClose).isBetween(1, 4);
            assertThat(runs.get()).isGreaterThan(beforeClose);
        }
    }
}
