package dev.gatehouse.server.store.document;

import static dev.gatehouse.server.store.Json.json;
import static dev.gatehouse.server.store.Json.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.DuplicateKeyException;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.InvalidCursorException;
import dev.gatehouse.server.store.OnEveryDatabase;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.StoreException;
import dev.gatehouse.server.store.Window;
import dev.gatehouse.server.store.encryption.SecretBox;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class DocumentStoreTest {
    private static final Kind KIND = kind("kind").build();
    private static final Kind OTHER = kind("other").build();
    private static final Kind OWNED =
            Kind.named("owned").ownedBy(KIND, "kind_id").build();
    private static final Kind OWNED_BY_OWNED =
            Kind.named("owned_by_owned").ownedBy(OWNED, "owned_id").build();
    private static final Map<String, String> ANY = Map.of();

    private final EmptyTenant tenant;
    private final EmptyTenant neighbour;
    private final DocumentStore documents = store(1);

    DocumentStoreTest(Backend backend) {
        tenant = backend.newTenant();
        neighbour = backend.newTenant();
    }

    private static Kind.Builder kind(String name) {
        return Kind.named(name)
                .unique("name", "/name")
                .key("colour", "/colour")
                .key("tag", "/tags")
                .secrets("secret", "keys/*/key", "options/*");
    }

    private static DocumentStore store(int key) {
        byte[] bytes = new byte[SecretBox.KEY_BYTES];
        bytes[0] = (byte) key;
        return new DocumentStore(
                new SecretBox(bytes),
                new Sequence(InstantSource.fixed(Instant.EPOCH)),
                SecretMembers.ofKindsAlone(),
                List.of(KIND, OWNED, OWNED_BY_OWNED));
    }

    @Test
    void deletesWhatBelongsToADocumentAtEveryDepth() {
        insert(KIND, "1", json("{}"));
        insert(OWNED, "2", json("{'kind_id':'1'}"));
        insert(OWNED_BY_OWNED, "3", json("{'owned_id':'2'}"));
        insert(OWNED, "4", json("{'kind_id':'other'}"));

        tenant.run(tx -> documents.delete(tx, KIND, "1"));

        for (Kind kind : List.of(KIND, OWNED_BY_OWNED)) {
            assertThat(tenant.list(tx -> documents.all(tx, kind, ANY))).isEmpty();
        }
        assertThat(tenant.list(tx -> documents.all(tx, OWNED, ANY))).containsExactly(json("{'kind_id':'other'}"));
    }

    @Test
    void returnsADocumentAsItWasGiven() {
        ObjectNode given = json("{'name':'n','secret':'s','keys':[{'key':'k','id':1},{'id':2}],"
                + "'options':{'a':'x','b':5,'c':null},'other':{'secret':'plain'}}");
        ObjectNode copy = given.deepCopy();

        insert(KIND, "1", given);

        assertThat(given).isEqualTo(copy);
        assertThat(find("1")).contains(copy);
        assertThat(find("2")).isEmpty();
    }

    @Test
    void keepsTenantsAndKindsApart() {
        insert(KIND, "1", json("{'name':'n'}"));
        insert(OTHER, "1", json("{'name':'n','other':true}"));
        neighbour.run(tx -> documents.insert(tx, KIND, "1", json("{'name':'n','neighbour':true}")));

        tenant.write(tx -> documents.delete(tx, KIND, "1"));

        assertThat(find("1")).isEmpty();
        assertThat(tenant.find(tx -> documents.find(tx, OTHER, "1"))).isPresent();
        assertThat(neighbour.find(tx -> documents.findBy(tx, KIND, "name", "n")))
                .contains(json("{'name':'n','neighbour':true}"));
    }

    @Test
    void encryptsSecretsAndNothingElse() {
        insert(KIND, "1", json("{'name':'plain','secret':'hush1','keys':[{'key':'hush2'}],'options':{'a':'hush3'}}"));

        assertThat(body("1")).contains("plain").doesNotContain("hush");
        DocumentStore ofAnotherKey = store(2);
        assertThatThrownBy(() -> tenant.read(tx -> ofAnotherKey.find(tx, KIND, "1")))
                .isInstanceOf(StoreException.class)
                .hasMessage("a secret in it cannot be read with this encryption key");
    }

    @Test
    void readsNoSecretThatWasMovedToAnotherDocument() {
        insert(KIND, "1", json("{'name':'a','secret':'hush'}"));
        insert(KIND, "2", json("{'name':'b'}"));
        String stolen = body("1");
        tenant.run(tx -> tx.sql("UPDATE document SET body = :body WHERE tenant = :tenant AND id = '2'")
                .bind("body", stolen)
                .update());

        assertThatThrownBy(() -> find("2")).isInstanceOf(StoreException.class);
    }

    private String body(String id) {
        return tenant.read(
                tx -> tx.sql("SELECT body FROM document WHERE tenant = :tenant AND kind = 'kind' AND id = :id")
                        .bind("id", id)
                        .first(row -> row.text(1))
                        .orElseThrow());
    }

    @Test
    void refusesAnIdOrAUniqueKeyTwice() {
        insert(KIND, "1", json("{'name':'a'}"));

        assertTaken(() -> insert(KIND, "1", json("{'name':'b'}")), "id", "1");
        assertTaken(() -> insert(KIND, "2", json("{'name':'a'}")), "name", "a");
        assertThat(find("2")).isEmpty();
        insert(KIND, "2", json("{'name':'A'}"));
        assertTaken(() -> update("2", "{'name':'a'}"), "name", "a");
        assertThat(find("2")).contains(json("{'name':'A'}"));
        assertThat(tenant.find(tx -> documents.findBy(tx, KIND, "name", "A"))).isPresent();
        update("2", "{'name':'A','more':1}");
    }

    @Test
    void findsByAUniqueKeyOnly() {
        insert(KIND, "1", json("{'name':'a','colour':'red'}"));

        assertThat(tenant.find(tx -> documents.findBy(tx, KIND, "name", "a"))).isPresent();
        assertThat(tenant.find(tx -> documents.findBy(tx, KIND, "name", "b"))).isEmpty();
        assertThat(tenant.find(tx -> documents.findBy(tx, KIND, "colour", "red")))
                .isEmpty();
        assertThat(tenant.<Boolean>read(tx -> documents.has(tx, KIND, "name", "a")))
                .isTrue();
        assertThat(tenant.<Boolean>read(tx -> documents.has(tx, KIND, "name", "b")))
                .isFalse();
        assertThat(tenant.<Boolean>read(tx -> documents.has(tx, KIND, "colour", "red")))
                .isFalse();
    }

    @Test
    void updatesAndDeletesWithTheKeys() {
        insert(KIND, "1", json("{'name':'a','colour':'red'}"));

        assertThat(tenant.does(tx -> documents.update(tx, KIND, "1", json("{'name':'b','colour':'blue'}"))))
                .isTrue();
        assertThat(tenant.does(tx -> documents.update(tx, KIND, "2", json("{'name':'c'}"))))
                .isFalse();
        assertThat(all(Map.of("colour", "red"))).isEmpty();
        assertThat(all(Map.of("colour", "blue"))).hasSize(1);
        insert(KIND, "2", json("{'name':'a'}"));

        assertThat(tenant.does(tx -> documents.delete(tx, KIND, "1"))).isTrue();
        assertThat(tenant.does(tx -> documents.delete(tx, KIND, "1"))).isFalse();
        assertThat(all(Map.of("colour", "blue"))).isEmpty();
        insert(KIND, "3", json("{'name':'b'}"));
    }

    @Test
    void filtersByAllKeysGiven() {
        insert(KIND, "1", json("{'name':'1','colour':'red','tags':['x','y','x']}"));
        insert(KIND, "2", json("{'name':'2','colour':'red','tags':['y']}"));
        insert(KIND, "3", json("{'name':'3','colour':null,'tags':[]}"));
        insert(KIND, "4", json("{'name':'4','colour':{'red':1}}"));

        assertThat(all(ANY)).containsExactly("1", "2", "3", "4");
        assertThat(all(Map.of("colour", "red"))).containsExactly("1", "2");
        assertThat(all(Map.of("colour", "red", "tag", "x"))).containsExactly("1");
        assertThat(all(Map.of("tag", "y"))).containsExactly("1", "2");
        assertThat(all(Map.of("name", "3"))).containsExactly("3");
        assertThat(all(Map.of("colour", "' OR 1 = 1 --"))).isEmpty();
        long red = tenant.read(tx -> documents.count(tx, KIND, Map.of("colour", "red")));
        assertThat(red).isEqualTo(2);
    }

    @Test
    void pagesByOffset() {
        for (String name : List.of("c", "a", "b")) {
            insert(KIND, name, json("{'name':'" + name + "','colour':'red'}"));
        }
        insert(KIND, "d", json("{'name':'d','colour':'blue'}"));

        Slice<ObjectNode> page = list(Map.of("colour", "red"), new Window.Offset(1, 1, true));
        assertThat(texts(page.items(), "name")).containsExactly("a");
        assertThat(page.total()).isEqualTo(3);
        assertThat(list(ANY, new Window.Offset(3, 50, false)).total()).isEqualTo(-1);
        assertThat(list(ANY, new Window.Offset(Integer.MAX_VALUE, 50, false)).items())
                .isEmpty();
    }

    @Test
    void pagesByCheckpoint() {
        for (String name : List.of("c", "a", "e", "b", "d")) {
            insert(KIND, name, json("{'name':'" + name + "','colour':'" + (name.equals("e") ? "blue" : "red") + "'}"));
        }

        assertThat(byCheckpoint(ANY, 2)).containsExactly("c a", "e b", "d");
        assertThat(byCheckpoint(ANY, 5)).containsExactly("c a e b d");
        assertThat(byCheckpoint(Map.of("colour", "red"), 3)).containsExactly("c a b", "d");
        assertThat(byCheckpoint(Map.of("colour", "green"), 3)).containsExactly("");
        assertThatThrownBy(() -> list(ANY, new Window.Checkpoint("?", 1))).isInstanceOf(InvalidCursorException.class);
    }

    private List<String> byCheckpoint(Map<String, String> keys, int limit) {
        List<String> pages = new ArrayList<>();
        @Nullable String next = null;
        do {
            Slice<ObjectNode> page = list(keys, new Window.Checkpoint(next, limit));
            pages.add(String.join(" ", texts(page.items(), "name")));
            next = page.next();
        } while (next != null);
        return pages;
    }

    private void insert(Kind kind, String id, ObjectNode document) {
        tenant.run(tx -> documents.insert(tx, kind, id, document));
    }

    private void update(String id, String document) {
        tenant.write(tx -> documents.update(tx, KIND, id, json(document)));
    }

    private Optional<ObjectNode> find(String id) {
        return tenant.read(tx -> documents.find(tx, KIND, id));
    }

    private List<String> all(Map<String, String> keys) {
        return texts(tenant.read(tx -> documents.all(tx, KIND, keys)), "name");
    }

    private Slice<ObjectNode> list(Map<String, String> keys, Window window) {
        return tenant.read(tx -> documents.list(tx, KIND, keys, window));
    }

    private static void assertTaken(Runnable work, String key, String value) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        DuplicateKeyException.class,
                        e -> assertThat(List.of(e.key(), e.value())).containsExactly(key, value));
    }
}
