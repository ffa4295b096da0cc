package dev.gatehouse.server.user;

import static dev.gatehouse.server.store.Json.json;
import static dev.gatehouse.server.user.UserRows.CONNECTION;
import static dev.gatehouse.server.user.UserRows.identity;
import static dev.gatehouse.server.user.UserRows.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.server.credential.PasswordStore;
import dev.gatehouse.server.credential.PasswordStore.Password;
import dev.gatehouse.server.identifier.IdentityKey;
import dev.gatehouse.server.permission.Permission;
import dev.gatehouse.server.permission.PermissionStore;
import dev.gatehouse.server.permission.PermissionStore.Holder;
import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.DuplicateKeyException;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.OnEveryDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEveryDatabase
class UserStoreTest {
    private final EmptyTenant tenant;
    private final EmptyTenant neighbour;
    private final UserRows rows;
    private final UserStore users;

    UserStoreTest(Backend backend) {
        tenant = backend.newTenant();
        neighbour = backend.newTenant();
        rows = new UserRows(tenant);
        users = rows.store();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'name':'Zoë 😀','user_metadata':{'a':{'b':[1,2.50,1e400,-0.1,true,null,'x']},'':''}}",
                "{'user_metadata':{'n':100.0,'m':1e2,'big':123456789012345678901234567890}}"
            })
    void returnsAUserAsItWasGiven(String more) {
        User user = rows.add("1", more);

        assertThat(tenant.find(tx -> users.find(tx, "auth0|1"))).contains(user);
        assertThat(find("1").json().toString()).isEqualTo(user.json().toString());
    }

    @Test
    void keepsTenantsApart() {
        rows.add("1", "{'email':'a@x.example'}", new Identifier("email", "a@x.example"));

        assertThat(neighbour.find(tx -> users.find(tx, "auth0|1"))).isEmpty();
        assertThat(neighbour.list(tx -> users.findByEmail(tx, "a@x.example"))).isEmpty();
        assertThat(neighbour.find(tx -> users.owner(tx, identity("1")))).isEmpty();
        assertThat(neighbour.does(tx -> users.delete(tx, "auth0|1"))).isFalse();
        neighbour.run(users::deleteAll);
        new UserRows(neighbour).add("1", "{'email':'b@x.example'}", new Identifier("email", "a@x.example"));

        assertThat(find("1").email()).isEqualTo("a@x.example");
    }

    @Test
    void findsByEmailInAnyCaseOldestFirst() {
        rows.add("9", "{'email':'Ann@X.example'}");
        rows.add("1", "{'email':'ann@x.example'}");
        rows.add("2", "{'email':'joann@x.example'}");
        rows.add("3", "{'email':null}");

        List<User> found = tenant.read(tx -> users.findByEmail(tx, "ANN@x.example"));

        assertThat(found.stream().map(User::id)).containsExactly("auth0|9", "auth0|1");
    }

    @Test
    void refusesAUserIdTwice() {
        rows.add("1", "{}");

        assertTaken(() -> rows.add("1", "{'name':'other'}"), "user_id", "auth0|1");
        assertThat(find("1").json().has("name")).isFalse();
    }

    @Test
    void refusesTheUserIdOfALinkedIdentity() {
        User primary = rows.add("1", "{}");
        User secondary = rows.add("2", "{}");
        tenant.run(tx -> users.link(tx, primary, secondary));

        assertTaken(() -> rows.add("2", "{}"), "user_id", "auth0|2");
        assertThat(tenant.find(tx -> users.find(tx, "auth0|2"))).isEmpty();
    }

    @Test
    void refusesAnIdentifierTwiceOnAConnectionInAnyCase() {
        rows.add("1", "{}", new Identifier("email", "Ann@x.example"), new Identifier("username", "ann"));

        assertTaken(() -> rows.add("2", "{}", new Identifier("email", "aNN@x.example")), "email", "ann@x.example");
        assertTaken(() -> rows.add("2", "{}", new Identifier("username", "ANN")), "username", "ann");
        assertThat(tenant.find(tx -> users.find(tx, "auth0|2"))).isEmpty();
        rows.add("2", "{}", new Identifier("username", "ann@x.example"));
        List<Identifier> same = List.of(new Identifier("email", "ann@x.example"));
        tenant.run(tx -> users.insert(tx, profile("3", "{}"), identity("3"), "other", same));
    }

    @Test
    void findsTheIdentityThatAnIdentifierIsOf() {
        rows.add("1", "{}", new Identifier("email", "ann@x.example"));

        assertThat(findIdentity("email", "ANN@x.example")).containsExactly(identity("1"));
        assertThat(findIdentity("username", "ann@x.example")).isEmpty();
        assertThat(tenant.find(tx -> users.owner(tx, identity("1")))).contains("auth0|1");
    }

    @Test
    void replacesIdentifiers() {
        rows.add("1", "{}", new Identifier("email", "old@x.example"));
        rows.add("2", "{}", new Identifier("email", "taken@x.example"));

        replaceIdentifiers("1", "new@x.example");
        replaceIdentifiers("1", "NEW@x.example");

        assertThat(findIdentity("email", "old@x.example")).isEmpty();
        assertThat(findIdentity("email", "new@x.example")).containsExactly(identity("1"));
        assertTaken(() -> replaceIdentifiers("1", "taken@x.example"), "email", "taken@x.example");
        assertThat(findIdentity("email", "new@x.example")).containsExactly(identity("1"));
    }

    private void replaceIdentifiers(String id, String email) {
        List<Identifier> identifiers = List.of(new Identifier("email", email));
        tenant.run(tx -> users.replaceIdentifiers(tx, identity(id), CONNECTION, identifiers));
    }

    @Test
    void updatesOnlyWhatIsThere() {
        rows.add("1", "{'email':'old@x.example'}");

        assertThat(tenant.does(tx -> users.update(tx, profile("1", "{'email':'new@x.example'}"))))
                .isTrue();
        assertThat(tenant.does(tx -> users.update(tx, profile("2", "{}")))).isFalse();

        assertThat(tenant.list(tx -> users.findByEmail(tx, "old@x.example"))).isEmpty();
        assertThat(tenant.list(tx -> users.findByEmail(tx, "new@x.example"))).hasSize(1);
        assertThat(tenant.find(tx -> users.find(tx, "auth0|2"))).isEmpty();
    }

    @Test
    void deletesAllThatIsAUsersOwn() {
        rows.add("1", "{'email':'ann@x.example'}", new Identifier("email", "ann@x.example"));
        rows.add("2", "{}");
        tenant.run(tx -> {
            new PasswordStore().put(tx, identity("1"), new Password("hash", List.of()));
            new PermissionStore().add(tx, Holder.USER, "auth0|1", new Permission("api", "read"));
        });

        assertThat(tenant.does(tx -> users.delete(tx, "auth0|1"))).isTrue();
        assertThat(tenant.does(tx -> users.delete(tx, "auth0|1"))).isFalse();

        assertThat(rowsOf("auth0|1")).isZero();
        assertThat(tenant.find(tx -> new PasswordStore().find(tx, identity("1"))))
                .isEmpty();
        assertThat(findIdentity("email", "ann@x.example")).isEmpty();
        assertThat(tenant.find(tx -> users.find(tx, "auth0|2"))).isPresent();
        rows.add("1", "{'email':'ann@x.example'}", new Identifier("email", "ann@x.example"));
    }

    @Test
    void leavesNoTermsBehindHoweverNumbersAreWritten() {
        rows.add("1", "{'user_metadata':{'n':100.0,'m':1e400,'t':[1,'1','A','a'],'" + "k".repeat(5_000) + "':'long'}}");
        rows.update("1", "{'user_metadata':{'t':['1']}}");
        tenant.write(tx -> users.delete(tx, "auth0|1"));

        assertThat(rowsOf("auth0|1")).isZero();
    }

    @Test
    void linksAndUnlinks() {
        User primary = rows.add("1", "{}");
        User secondary = rows.add("2", "{'email':'two@x.example'}", new Identifier("email", "two@x.example"));
        tenant.run(tx -> new PermissionStore().add(tx, Holder.USER, "auth0|2", new Permission("api", "read")));
        primary.json().withArray("identities").add(secondary.identities().get(0).json());

        tenant.run(tx -> users.link(tx, primary, secondary));

        assertThat(find("1")).isEqualTo(primary);
        assertThat(rowsOf("auth0|2")).isZero();
        assertThat(tenant.find(tx -> users.owner(tx, identity("2")))).contains("auth0|1");
        assertThat(findIdentity("email", "two@x.example")).containsExactly(identity("2"));

        User remaining = profile("1", "{}");
        User separated = profile("2", "{'email':'two@x.example'}");
        tenant.run(tx -> users.unlink(tx, remaining, separated, identity("2")));

        assertThat(find("1")).isEqualTo(remaining);
        assertThat(find("2")).isEqualTo(separated);
        assertThat(tenant.find(tx -> users.owner(tx, identity("2")))).contains("auth0|2");
        assertThat(tenant.list(tx -> users.findByEmail(tx, "two@x.example"))).containsExactly(separated);
    }

    @Test
    void deletesAConnectionsUsersAndItsIdentitiesOfOthers() {
        User linked = profile("3", "{}");
        User other = new User(json("{'user_id':'google|4','identities':[{'provider':'google','user_id':'4'}]}"));
        IdentityKey google = new IdentityKey("google", "4");
        rows.add("1", "{}");
        tenant.run(tx -> {
            users.insert(tx, other, google, "g", List.of());
            users.insert(tx, linked, identity("3"), CONNECTION, List.of());
            User both = new User(other.json().deepCopy());
            both.json().withArray("identities").add(linked.identities().get(0).json());
            users.link(tx, both, linked);
        });

        tenant.run(tx -> users.deleteByConnection(tx, CONNECTION, 100));

        assertThat(tenant.find(tx -> users.find(tx, "auth0|1"))).isEmpty();
        assertThat(tenant.find(tx -> users.find(tx, "google|4"))).contains(other);
        assertThat(tenant.find(tx -> users.owner(tx, identity("3")))).isEmpty();
    }

    @Test
    void deletesAConnectionsUsersPartByPart() {
        for (String id : List.of("1", "2", "3", "4", "5")) {
            rows.add(id, "{'email':'same@x.example'}");
        }

        assertThat(tenant.does(tx -> users.deleteByConnection(tx, CONNECTION, 2)))
                .isTrue();
        assertThat(tenant.list(tx -> users.findByEmail(tx, "same@x.example"))).hasSize(3);
        assertThat(tenant.does(tx -> users.deleteByConnection(tx, CONNECTION, 2)))
                .isTrue();
        assertThat(tenant.does(tx -> users.deleteByConnection(tx, CONNECTION, 2)))
                .isFalse();
        assertThat(tenant.list(tx -> users.findByEmail(tx, "same@x.example"))).isEmpty();
    }

    @Test
    void deletesEveryUserOfTheTenantOnly() {
        rows.add("1", "{'email':'ann@x.example'}", new Identifier("email", "ann@x.example"));
        new UserRows(neighbour).add("1", "{'email':'ann@x.example'}", new Identifier("email", "ann@x.example"));

        tenant.run(users::deleteAll);

        assertThat(rowsOf("auth0|1")).isZero();
        assertThat(neighbour.list(tx -> users.findByEmail(tx, "ann@x.example"))).hasSize(1);
        rows.add("1", "{}", new Identifier("email", "ann@x.example"));
    }

    private User find(String id) {
        return tenant.read(tx -> users.find(tx, "auth0|" + id)).orElseThrow();
    }

    private List<IdentityKey> findIdentity(String name, String value) {
        return tenant.read(tx -> users.findIdentity(tx, CONNECTION, new Identifier(name, value))).stream()
                .toList();
    }

    /** How many rows there are of a user, in all tables that name it. */
    private int rowsOf(String userId) {
        List<String> tables = List.of("users", "user_identity", "user_role", "user_permission");
        return tenant.read(tx -> tables.stream()
                .mapToInt(table ->
                        (int) tx.sql("SELECT COUNT(*) FROM " + table + " WHERE tenant = :tenant AND user_id = :user")
                                .bind("user", userId)
                                .number())
                .sum());
    }

    private static void assertTaken(Runnable insert, String key, String value) {
        assertThatThrownBy(insert::run)
                .isInstanceOfSatisfying(
                        DuplicateKeyException.class,
                        e -> assertThat(List.of(e.key(), e.value())).containsExactly(key, value))
                .hasMessage(key + " is taken");
    }
}
