package dev.gatehouse.server.store.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.OnEveryDatabase;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class UsedAssertionsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final EmptyTenant tenant;
    private final EmptyTenant neighbour;
    private final UsedAssertions used = new UsedAssertions();

    UsedAssertionsTest(Backend backend) {
        tenant = backend.newTenant();
        neighbour = backend.newTenant();
    }

    @Test
    void letsAnAssertionBeUsedOnceUntilItExpires() {
        assertThat(use(tenant, "client", "jti", NOW)).isTrue();
        assertThat(use(tenant, "client", "jti", NOW)).isFalse();
        assertThat(use(tenant, "client", "jti", NOW.plusSeconds(60))).isFalse();
        assertThat(use(tenant, "client", "other", NOW)).isTrue();
        assertThat(use(tenant, "neighbour", "jti", NOW)).isTrue();
        assertThat(use(neighbour, "client", "jti", NOW)).isTrue();
        assertThat(use(tenant, "client", "jti", NOW.plusSeconds(61))).isTrue();
    }

    private boolean use(EmptyTenant of, String clientId, String jti, Instant now) {
        return of.does(tx -> used.use(tx, clientId, jti, NOW.plusSeconds(60), now));
    }
}
