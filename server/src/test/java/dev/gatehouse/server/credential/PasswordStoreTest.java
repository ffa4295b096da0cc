package dev.gatehouse.server.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.credential.PasswordStore.Password;
import dev.gatehouse.server.identifier.IdentityKey;
import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.OnEveryDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class PasswordStoreTest {
    private final EmptyTenant tenant;
    private final EmptyTenant neighbour;
    private final PasswordStore passwords = new PasswordStore();

    PasswordStoreTest(Backend backend) {
        tenant = backend.newTenant();
        neighbour = backend.newTenant();
    }

    @Test
    void keepsOnePasswordOfAnIdentityWithTheEarlierOnes() {
        Password first = new Password("$argon2id$1", List.of());
        Password second = new Password("$argon2id$2", List.of("$argon2id$1", "\"'ü"));

        tenant.run(tx -> passwords.put(tx, identity("1"), first));
        assertThat(tenant.find(tx -> passwords.find(tx, identity("1")))).contains(first);

        tenant.run(tx -> passwords.put(tx, identity("1"), second));
        assertThat(tenant.find(tx -> passwords.find(tx, identity("1")))).contains(second);
        assertThat(tenant.find(tx -> passwords.find(tx, identity("2")))).isEmpty();
        assertThat(neighbour.find(tx -> passwords.find(tx, identity("1")))).isEmpty();
    }

    private static IdentityKey identity(String id) {
        return new IdentityKey("auth0", id);
    }
}
