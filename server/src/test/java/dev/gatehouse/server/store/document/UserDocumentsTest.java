package dev.gatehouse.server.store.document;

import static dev.gatehouse.server.store.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.start.StoredKinds;
import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.OnEveryDatabase;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.encryption.SecretBox;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class UserDocumentsTest {
    private final EmptyTenant tenant;
    private final DocumentStore documents = new DocumentStore(
            new SecretBox(new byte[SecretBox.KEY_BYTES]),
            new Sequence(InstantSource.fixed(Instant.EPOCH)),
            SecretMembers.ofKindsAlone(),
            StoredKinds.ALL);
    private final UserDocuments owned = new UserDocuments(documents);

    UserDocumentsTest(Backend backend) {
        tenant = backend.newTenant();
        insert(Kinds.SESSION, "s1", "a");
        insert(Kinds.SESSION, "s2", "a");
        insert(Kinds.SESSION, "s3", "b");
        insert(Kinds.REFRESH_TOKEN, "r1", "a");
        insert(Kinds.AUTHENTICATION_METHOD, "m1", "a");
    }

    @Test
    void deletesOneKindOfOneUser() {
        tenant.run(tx -> owned.delete(tx, Kinds.SESSION, "a"));

        assertThat(left()).isEqualTo("s3 r1 m1");
    }

    @Test
    void deletesAllOfOneUser() {
        tenant.run(tx -> owned.deleteAll(tx, "a"));

        assertThat(left()).isEqualTo("s3");
    }

    @Test
    void deletesAllOfAllUsers() {
        tenant.run(owned::deleteAll);

        assertThat(left()).isEmpty();
    }

    private void insert(Kind kind, String id, String user) {
        tenant.run(tx -> documents.insert(tx, kind, id, json("{'id':'" + id + "','user_id':'" + user + "'}")));
    }

    private String left() {
        StringBuilder ids = new StringBuilder();
        for (Kind kind : new Kind[] {Kinds.SESSION, Kinds.REFRESH_TOKEN, Kinds.AUTHENTICATION_METHOD}) {
            tenant.read(tx -> documents.all(tx, kind, Map.of()))
                    .forEach(document ->
                            ids.append(' ').append(document.path("id").asText()));
        }
        return ids.toString().trim();
    }
}
