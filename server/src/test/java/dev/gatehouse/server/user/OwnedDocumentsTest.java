package dev.gatehouse.server.user;

import static dev.gatehouse.server.store.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.credential.AuthenticationMethod;
import dev.gatehouse.server.session.RefreshToken;
import dev.gatehouse.server.session.Session;
import dev.gatehouse.server.start.StoredKinds;
import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.OnEveryDatabase;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.SecretMembers;
import dev.gatehouse.server.store.encryption.SecretBox;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class OwnedDocumentsTest {
    private final EmptyTenant tenant;
    private final Sequence sequence = new Sequence(InstantSource.fixed(Instant.EPOCH));
    private final DocumentStore documents = new DocumentStore(
            new SecretBox(new byte[SecretBox.KEY_BYTES]), sequence, SecretMembers.ofKindsAlone(), StoredKinds.ALL);
    private final UserStore users = UserRows.store(documents, sequence);

    OwnedDocumentsTest(Backend backend) {
        tenant = backend.newTenant();
        UserRows rows = new UserRows(tenant);
        rows.add("a", "{}");
        rows.add("b", "{}");
        insert(Session.KIND, "s1", "a");
        insert(Session.KIND, "s2", "a");
        insert(Session.KIND, "s3", "b");
        insert(RefreshToken.KIND, "r1", "a");
        insert(AuthenticationMethod.KIND, "m1", "a");
    }

    @Test
    void goWithTheirUser() {
        tenant.write(tx -> users.delete(tx, "auth0|a"));

        assertThat(left()).isEqualTo("s3");
    }

    @Test
    void goWithAllUsers() {
        tenant.run(users::deleteAll);

        assertThat(left()).isEmpty();
    }

    private void insert(Kind kind, String id, String user) {
        tenant.run(tx -> documents.insert(tx, kind, id, json("{'id':'" + id + "','user_id':'auth0|" + user + "'}")));
    }

    private String left() {
        StringBuilder ids = new StringBuilder();
        for (Kind kind : new Kind[] {Session.KIND, RefreshToken.KIND, AuthenticationMethod.KIND}) {
            tenant.read(tx -> documents.all(tx, kind, Map.of()))
                    .forEach(document ->
                            ids.append(' ').append(document.path("id").asText()));
        }
        return ids.toString().trim();
    }
}
