package dev.gatehouse.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.OnEveryDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class LeaseStoreTest {
    private static final Duration TERM = Duration.ofSeconds(15);
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private final LeaseStore leases = new LeaseStore();
    private final EmptyTenant tenant;

    LeaseStoreTest(Backend backend) {
        tenant = backend.newTenant();
    }

    private Optional<Lease> acquire(String owner, Instant at) {
        return tenant.write(tx -> leases.acquire(tx, "work/1", owner, at, TERM));
    }

    @Test
    void belongsToOneNodeUntilItExpires() {
        assertThat(acquire("a", NOW)).contains(new Lease("work/1", "a", 1));
        assertThat(acquire("b", NOW.plus(TERM).minusMillis(1))).isEmpty();
        assertThat(acquire("a", NOW.plusSeconds(5))).contains(new Lease("work/1", "a", 1));
        assertThat(acquire("b", NOW.plus(TERM))).isEmpty();
        assertThat(acquire("b", NOW.plusSeconds(5).plus(TERM))).contains(new Lease("work/1", "b", 2));
    }

    @Test
    void lastsForAnotherTermOnceItIsRenewed() {
        acquire("a", NOW);
        tenant.run(tx -> leases.renewAll(tx, "a", NOW.plusSeconds(10), TERM));

        assertThat(acquire("b", NOW.plusSeconds(24))).isEmpty();
        assertThat(acquire("b", NOW.plusSeconds(25))).isPresent();
    }

    @Test
    void refusesWhatANodeWritesThatWasOvertaken() {
        Lease old = acquire("a", NOW).orElseThrow();
        tenant.run(tx -> leases.require(tx, old));
        Lease taken = acquire("b", NOW.plus(TERM)).orElseThrow();

        assertThatThrownBy(() -> tenant.run(tx -> leases.require(tx, old)))
                .isInstanceOf(LeaseLostException.class)
                .hasMessage("another node has taken over work/1");
        tenant.run(tx -> leases.require(tx, taken));
    }

    @Test
    void isFreeOnceItIsReleased() {
        Lease lease = acquire("a", NOW).orElseThrow();
        tenant.run(tx -> leases.release(tx, new Lease("work/1", "b", 1)));
        assertThat(acquire("b", NOW)).isEmpty();

        tenant.run(tx -> leases.release(tx, lease));

        assertThat(acquire("b", NOW)).contains(new Lease("work/1", "b", 1));
        assertThatThrownBy(() -> tenant.run(tx -> leases.require(tx, lease))).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void releasesThoseOfOneNode() {
        acquire("a", NOW);
        tenant.run(tx -> leases.acquire(tx, "work/2", "b", NOW, TERM));

        tenant.run(tx -> leases.releaseAll(tx, "a"));

        assertThat(acquire("c", NOW)).isPresent();
        assertThat(tenant.<Optional<Lease>>write(tx -> leases.acquire(tx, "work/2", "c", NOW, TERM)))
                .isEmpty();
    }
}
