package dev.gatehouse.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.error.ApiException;
import dev.gatehouse.client.error.ConflictException;
import dev.gatehouse.client.error.NotFoundException;
import dev.gatehouse.client.json.JsonObject;
import dev.gatehouse.client.model.Identity;
import dev.gatehouse.client.model.Permission;
import dev.gatehouse.client.model.PermissionList;
import dev.gatehouse.client.model.ResourceServer;
import dev.gatehouse.client.model.ResourceServerCreate;
import dev.gatehouse.client.model.ResourceServerQuery;
import dev.gatehouse.client.model.ResourceServerScope;
import dev.gatehouse.client.model.ResourceServerUpdate;
import dev.gatehouse.client.model.Role;
import dev.gatehouse.client.model.RoleCreate;
import dev.gatehouse.client.model.RoleList;
import dev.gatehouse.client.model.RoleMember;
import dev.gatehouse.client.model.RolePermission;
import dev.gatehouse.client.model.RoleQuery;
import dev.gatehouse.client.model.RoleUpdate;
import dev.gatehouse.client.model.TenantSettings;
import dev.gatehouse.client.model.TenantSettingsUpdate;
import dev.gatehouse.client.model.User;
import dev.gatehouse.client.model.UserCreate;
import dev.gatehouse.client.model.UserList;
import dev.gatehouse.client.model.UserPermission;
import dev.gatehouse.client.model.UserQuery;
import dev.gatehouse.client.model.UserUpdate;
import dev.gatehouse.client.page.Page;
import dev.gatehouse.it.server.PackagedServerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Users, roles, APIs and the tenant's settings through Gatehouse's own client. */
class ManagementClientIT extends PackagedServerTest {
    private static final String DATABASE = "Username-Password-Authentication";

    private ManagementClient client;

    @BeforeAll
    void connect() {
        client = ManagementClient.fromCredentials(installation().credentials());
    }

    @AfterAll
    void disconnect() {
        client.close();
    }

    @Test
    void aUserFromCreationToDeletion() {
        User created = client.users()
                .create(new UserCreate()
                        .connection(DATABASE)
                        .email("Ada@Life.example")
                        .password("Tulip-1815-Harbour")
                        .userMetadata(Map.of("plan", "gold"))
                        .appMetadata(Map.of("seats", 3)));
        String id = created.userId();
        assertThat(id).startsWith("auth0|");
        assertThat(created.email()).isEqualTo("ada@life.example");
        assertThat(created.emailVerified()).isFalse();
        assertThat(created.name()).isEqualTo("ada@life.example");
        assertThat(created.nickname()).isEqualTo("ada");
        assertThat(created.identities())
                .extracting(Identity::connection, Identity::provider, Identity::isSocial)
                .containsExactly(tuple(DATABASE, "auth0", false));
        assertThat(client.users().get(id)).isEqualTo(created);

        User changed =
                client.users().update(id, new UserUpdate().name("Ada Lovelace").userMetadata(Map.of("town", "London")));
        assertThat(changed.name()).isEqualTo("Ada Lovelace");
        assertThat(changed.userMetadata()).isEqualTo(JsonObject.of(Map.of("plan", "gold", "town", "London")));
        assertThat(changed.appMetadata()).isEqualTo(JsonObject.of(Map.of("seats", 3)));
        assertThat(client.users().get(id)).isEqualTo(changed);
        assertThat(client.users().getByEmail("ADA@life.example")).containsExactly(changed);

        client.users().delete(id);
        assertThatThrownBy(() -> client.users().get(id))
                .isInstanceOf(NotFoundException.class)
                .extracting(e -> ((ApiException) e).errorCode())
                .isEqualTo("inexistent_user");
        assertThat(client.users().getByEmail("ada@life.example")).isEmpty();
    }

    @Test
    void aSecondUserWithTheSameAddress() {
        user("twice@conflict.example");
        assertThatThrownBy(() -> user("twice@conflict.example"))
                .isInstanceOf(ConflictException.class)
                .hasMessage("POST /api/v2/users returned 409 auth0_idp_error: The user already exists.");
    }

    @Test
    void searchesPageByPage() {
        for (int i = 0; i < 7; i++) {
            user("guest" + i + "@pages.example");
        }
        Page<User> first = client.users()
                .getAll(new UserQuery()
                        .searchEngine("v3")
                        .q("email:*@pages.example")
                        .sort("email:1")
                        .perPage(3)
                        .includeTotals(true));
        assertThat(first.items())
                .extracting(User::email)
                .containsExactly("guest0@pages.example", "guest1@pages.example", "guest2@pages.example");
        assertThat(first.total()).hasValue(7);
        assertThat(first.stream().map(User::email)).hasSize(7).last().isEqualTo("guest6@pages.example");
    }

    @Test
    void aRoleItsPermissionsAndItsMembers() {
        api("https://library.example");
        Role role = client.roles().create(new RoleCreate().name("Librarian").description("Lends books"));
        assertThat(role.id()).startsWith("rol_");
        assertThat(client.roles().get(role.id())).isEqualTo(role);
        assertThat(client.roles().getAll(new RoleQuery().nameFilter("librar")).items())
                .containsExactly(role);
        Role renamed = client.roles().update(role.id(), new RoleUpdate().name("Head librarian"));
        assertThat(renamed.name()).isEqualTo("Head librarian");
        assertThat(renamed.description()).isEqualTo("Lends books");

        client.roles().addPermissions(role.id(), permissions("https://library.example", "read:books", "lend:books"));
        assertThat(client.roles().getPermissions(role.id()).items())
                .extracting(RolePermission::permissionName)
                .containsExactlyInAnyOrder("read:books", "lend:books");
        client.roles().removePermissions(role.id(), permissions("https://library.example", "read:books"));

        User user = user("member@role.example");
        client.roles().assignUsers(role.id(), new UserList().users(List.of(user.userId())));
        assertThat(client.roles().getUsers(role.id()).items())
                .extracting(RoleMember::email)
                .containsExactly("member@role.example");
        assertThat(client.users().getRoles(user.userId()).items())
                .extracting(Role::name)
                .containsExactly("Head librarian");
        assertThat(client.users().getPermissions(user.userId()).items())
                .extracting(UserPermission::permissionName)
                .containsExactly("lend:books");
        client.users().removeRoles(user.userId(), new RoleList().roles(List.of(role.id())));
        assertThat(client.roles().getUsers(role.id()).items()).isEmpty();

        client.roles().delete(role.id());
        assertThatThrownBy(() -> client.roles().get(role.id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aUserWithPermissionsOfItsOwn() {
        api("https://archive.example");
        User user = user("direct@permission.example");
        client.users().assignPermissions(user.userId(), permissions("https://archive.example", "read:books"));
        assertThat(client.users().getPermissions(user.userId()).items())
                .extracting(UserPermission::resourceServerIdentifier, UserPermission::permissionName)
                .containsExactly(tuple("https://archive.example", "read:books"));
        client.users().removePermissions(user.userId(), permissions("https://archive.example", "read:books"));
        assertThat(client.users().getPermissions(user.userId()).items()).isEmpty();
    }

    @Test
    void anApiFromCreationToDeletion() {
        ResourceServer created = api("https://life.example");
        assertThat(created.name()).isEqualTo("API of https://life.example");
        assertThat(created.tokenLifetime()).isEqualTo(3_600);
        assertThat(created.signingAlg()).isEqualTo("RS256");
        assertThat(client.resourceServers().get(created.id())).isEqualTo(created);
        assertThat(client.resourceServers().get("https://life.example")).isEqualTo(created);
        assertThat(client.resourceServers().getAll(new ResourceServerQuery().perPage(1)).stream())
                .contains(created)
                .anyMatch(api -> Boolean.TRUE.equals(api.isSystem()));
        ResourceServer changed =
                client.resourceServers().update(created.id(), new ResourceServerUpdate().tokenLifetime(600));
        assertThat(changed.tokenLifetime()).isEqualTo(600);
        assertThat(changed.scopes()).isEqualTo(created.scopes());
        client.resourceServers().delete(created.id());
        assertThatThrownBy(() -> client.resourceServers().get(created.id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void theTenantsSettings() {
        TenantSettings changed = client.tenant()
                .updateSettings(new TenantSettingsUpdate()
                        .friendlyName("The Library")
                        .supportEmail("help@library.example")
                        .sessionLifetime(24.0));
        assertThat(changed.friendlyName()).isEqualTo("The Library");
        TenantSettings read = client.tenant().getSettings();
        assertThat(read.friendlyName()).isEqualTo("The Library");
        assertThat(read.supportEmail()).isEqualTo("help@library.example");
        assertThat(read.sessionLifetime()).isEqualTo(24.0);
        assertThat(client.tenant()
                        .updateSettings(new TenantSettingsUpdate().friendlyName(""))
                        .friendlyName())
                .isEmpty();
    }

    private User user(String email) {
        return client.users()
                .create(new UserCreate().connection(DATABASE).email(email).password("Tulip-1815-Harbour"));
    }

    private ResourceServer api(String identifier) {
        return client.resourceServers()
                .create(new ResourceServerCreate()
                        .identifier(identifier)
                        .name("API of " + identifier)
                        .tokenLifetime(3_600)
                        .scopes(List.of(
                                new ResourceServerScope().value("read:books").description("Read books"),
                                new ResourceServerScope().value("lend:books").description("Lend books"))));
    }

    private static PermissionList permissions(String api, String... names) {
        return new PermissionList()
                .permissions(List.of(names).stream()
                        .map(name ->
                                new Permission().resourceServerIdentifier(api).permissionName(name))
                        .toList());
    }
}
