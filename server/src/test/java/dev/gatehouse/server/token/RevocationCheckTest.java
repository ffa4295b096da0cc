package dev.gatehouse.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.OnEveryDatabase;
import dev.gatehouse.server.store.cluster.Changes;
import dev.gatehouse.server.token.RevocationStore.BlacklistedToken;
import dev.gatehouse.server.token.RevocationStore.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class RevocationCheckTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final RevocationStore revocations = new RevocationStore();
    private final EmptyTenant tenant;

    RevocationCheckTest(Backend backend) {
        tenant = backend.newTenant();
    }

    /** What is in the database and was not announced is not seen, so the database was not asked. */
    @Test
    void asksOnceForATokenUntilSomethingIsRevoked() {
        Changes changes = new Changes(true);
        RevocationCheck check = new RevocationCheck(changes);
        assertThat(covering(check, "a")).isEmpty();
        blacklist("a");
        blacklist("b");
        assertThat(covering(check, "a")).isEmpty();
        assertThat(covering(check, "b")).contains(Subject.TOKEN);

        changes.committed(tenant.tenant(), List.of(RevocationStore.TOPIC));
        assertThat(covering(check, "a")).contains(Subject.TOKEN);
        assertThat(covering(check, "a")).contains(Subject.TOKEN);
    }

    @Test
    void asksForEachRequestWithoutNewsFromTheDatabase() {
        RevocationCheck check = new RevocationCheck(new Changes(false));
        assertThat(covering(check, "a")).isEmpty();
        blacklist("a");
        assertThat(covering(check, "a")).contains(Subject.TOKEN);
    }

    private void blacklist(String jti) {
        tenant.run(tx -> revocations.blacklist(tx, new BlacklistedToken(jti, ""), NOW));
    }

    private Optional<Subject> covering(RevocationCheck check, String jti) {
        AccessToken token = new AccessToken(jti, "m2m@clients", "m2m", "key", Set.of(), NOW);
        return tenant.find(tx -> check.covering(tx, token));
    }
}
