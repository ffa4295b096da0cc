package dev.gatehouse.server.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.OnEveryDatabase;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.SecretMembers;
import dev.gatehouse.server.store.encryption.SecretBox;
import dev.gatehouse.server.tenant.Tenant;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A tenant's keys, and the tokens that are known to be signed with them. */
@OnEveryDatabase
class VerifiedTokensTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private static final AccessToken READ =
            new AccessToken("1", "m2m@clients", "m2m", "key", Set.of(), CLOCK.instant());

    private final EmptyTenant store;
    private final Tenant tenant;
    private final DocumentStore documents = new DocumentStore(
            new SecretBox(new byte[SecretBox.KEY_BYTES]),
            new Sequence(CLOCK),
            SecretMembers.ofKindsAlone(),
            List.of(SigningKeys.KIND));
    private final SigningKeys keys;
    private final VerifiedTokens verified = new VerifiedTokens();

    VerifiedTokensTest(Backend backend) {
        store = backend.newTenant();
        tenant = store.tenant();
        keys = new SigningKeys(store.database(), documents, new Identifiers(new Random(1)), CLOCK);
    }

    private void insertFirstKeys() {
        List<ObjectNode> first = keys.firstKeys(tenant);
        store.run(tx -> first.forEach(key -> keys.insert(tx, key)));
    }

    private String rotate() {
        ObjectNode made = keys.nextKey(tenant);
        String current = store.write(tx -> keys.rotate(tx, made)).path("kid").asText();
        return current;
    }

    private void revoke(String keyId) {
        store.run(tx -> keys.revoke(tx, keyId));
    }

    @Test
    void knowsATokenUntilItsKeyIsRevoked() {
        insertFirstKeys();
        SigningKey key = keys.of(tenant).current();
        verified.remember(tenant, "a.b.c", key, READ);
        rotate();

        assertThat(verified.find(tenant, "a.b.c", keys.of(tenant))).isSameAs(READ);
        assertThat(verified.find(tenant, "a.b.d", keys.of(tenant))).isNull();
        assertThat(verified.find(new Tenant("other", tenant.domain()), "a.b.c", keys.of(tenant)))
                .isNull();
        revoke(key.id());
        assertThat(verified.find(tenant, "a.b.c", keys.of(tenant))).isNull();
        assertThat(verified.size()).isZero();
    }

    @Test
    void knowsABoundedNumber() {
        insertFirstKeys();
        SigningKey key = keys.of(tenant).current();
        for (int i = 0; i <= 2 * VerifiedTokens.MAX_TOKENS; i++) {
            verified.remember(tenant, "token-" + i, key, READ);
            assertThat(verified.size()).isLessThanOrEqualTo(VerifiedTokens.MAX_TOKENS);
        }
        assertThat(verified.find(tenant, "token-" + 2 * VerifiedTokens.MAX_TOKENS, keys.of(tenant)))
                .isSameAs(READ);
    }

    @Test
    void aKeyOfBeforeThereWereRolesSignsAndIsRotated() {
        ObjectNode old = keys.firstKeys(tenant).get(0);
        old.remove("role");
        store.run(tx -> keys.insert(tx, old));
        String id = old.path("kid").asText();

        assertThat(keys.of(tenant).current().id()).isEqualTo(id);
        String next = rotate();
        assertThat(keys.of(tenant).current().id()).isEqualTo(next).isNotEqualTo(id);
        assertThat(keys.of(tenant).find(id)).isNotNull();
        assertThat(store.list(tx -> documents.all(tx, SigningKeys.KIND, Map.of())))
                .hasSize(2);
    }

    @Test
    void onlyAPreviousKeyIsRevoked() {
        insertFirstKeys();

        assertThat(keys.published(tenant).getKeys())
                .allSatisfy(key -> assertThatThrownBy(() -> revoke(key.getKeyID()))
                        .hasMessage("The key is in use: only a previous signing key can be revoked."));
        assertThatThrownBy(() -> revoke("unknown")).hasMessage("Not Found");
    }
}
