package dev.gatehouse.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.OnEveryDatabase;
import dev.gatehouse.server.token.RevocationStore.BlacklistedToken;
import dev.gatehouse.server.token.RevocationStore.Subject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class RevocationStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final RevocationStore revocations = new RevocationStore();
    private final EmptyTenant tenant;
    private final EmptyTenant neighbour;

    RevocationStoreTest(Backend backend) {
        tenant = backend.newTenant();
        neighbour = backend.newTenant();
    }

    @Test
    void coversATokenByItsIdAndTheAudienceGiven() {
        blacklist("whatever", "");
        blacklist("of-the-client", "m2m");
        blacklist("of-the-api", tenant.tenant().managementAudience());
        blacklist("of-another", "other-client");
        blacklist("whatever", "");

        assertThat(covering("whatever", "k")).contains(Subject.TOKEN);
        assertThat(covering("of-the-client", "k")).contains(Subject.TOKEN);
        assertThat(covering("of-the-api", "k")).contains(Subject.TOKEN);
        assertThat(covering("of-another", "k")).isEmpty();
        assertThat(covering("unknown", "k")).isEmpty();
        assertThat(neighbour.find(tx -> revocations.covering(tx, token("whatever", "k"))))
                .isEmpty();
    }

    @Test
    void coversEveryTokenOfAKeyAndNoTokenOfThatName() {
        tenant.run(tx -> revocations.revokeKey(tx, "key-1", NOW));
        blacklist("key-2", "");

        assertThat(covering("any", "key-1")).contains(Subject.SIGNING_KEY);
        assertThat(covering("any", "key-2")).isEmpty();
        assertThat(covering("key-1", "key-3")).isEmpty();
    }

    @Test
    void listsBlacklistedTokensByAudience() {
        tenant.run(tx -> revocations.revokeKey(tx, "key-1", NOW));
        blacklist("b", "m2m");
        tenant.run(tx -> revocations.blacklist(tx, new BlacklistedToken("a", ""), NOW.plusSeconds(1)));

        BlacklistedToken b = new BlacklistedToken("b", "m2m");
        assertThat(tenant.list(tx -> revocations.blacklisted(tx, null)))
                .containsExactly(b, new BlacklistedToken("a", ""));
        assertThat(tenant.list(tx -> revocations.blacklisted(tx, "m2m"))).containsExactly(b);
    }

    private void blacklist(String jti, String audience) {
        tenant.run(tx -> revocations.blacklist(tx, new BlacklistedToken(jti, audience), NOW));
    }

    private Optional<Subject> covering(String jti, String keyId) {
        return tenant.find(tx -> revocations.covering(tx, token(jti, keyId)));
    }

    private static AccessToken token(String jti, String keyId) {
        return new AccessToken(jti, "m2m@clients", "m2m", keyId, Set.of(), NOW);
    }
}
