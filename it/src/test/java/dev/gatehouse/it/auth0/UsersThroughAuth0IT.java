package dev.gatehouse.it.auth0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.auth0.client.mgmt.core.ManagementApiException;
import com.auth0.client.mgmt.core.SyncPagingIterable;
import com.auth0.client.mgmt.errors.ConflictError;
import com.auth0.client.mgmt.errors.NotFoundError;
import com.auth0.client.mgmt.roles.types.AddRolePermissionsRequestContent;
import com.auth0.client.mgmt.roles.types.AssignRoleUsersRequestContent;
import com.auth0.client.mgmt.roles.types.DeleteRolePermissionsRequestContent;
import com.auth0.client.mgmt.types.CreateResourceServerRequestContent;
import com.auth0.client.mgmt.types.CreateResourceServerResponseContent;
import com.auth0.client.mgmt.types.CreateRoleRequestContent;
import com.auth0.client.mgmt.types.CreateUserRequestContent;
import com.auth0.client.mgmt.types.CreateUserResponseContent;
import com.auth0.client.mgmt.types.GetResourceServerResponseContent;
import com.auth0.client.mgmt.types.GetUserResponseContent;
import com.auth0.client.mgmt.types.ListRolesRequestParameters;
import com.auth0.client.mgmt.types.ListUsersByEmailRequestParameters;
import com.auth0.client.mgmt.types.ListUsersRequestParameters;
import com.auth0.client.mgmt.types.PermissionRequestPayload;
import com.auth0.client.mgmt.types.PermissionsResponsePayload;
import com.auth0.client.mgmt.types.ResourceServer;
import com.auth0.client.mgmt.types.ResourceServerScope;
import com.auth0.client.mgmt.types.Role;
import com.auth0.client.mgmt.types.RoleUser;
import com.auth0.client.mgmt.types.SearchEngineVersionsEnum;
import com.auth0.client.mgmt.types.UpdateResourceServerRequestContent;
import com.auth0.client.mgmt.types.UpdateRoleRequestContent;
import com.auth0.client.mgmt.types.UpdateUserRequestContent;
import com.auth0.client.mgmt.types.UserIdentityProviderEnum;
import com.auth0.client.mgmt.types.UserPermissionSchema;
import com.auth0.client.mgmt.types.UserResponseSchema;
import com.auth0.client.mgmt.users.types.CreateUserPermissionsRequestContent;
import com.auth0.client.mgmt.users.types.DeleteUserPermissionsRequestContent;
import com.auth0.client.mgmt.users.types.DeleteUserRolesRequestContent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsersThroughAuth0IT extends Auth0Test {
    private static final String DATABASE = "Username-Password-Authentication";

    @Test
    void aUserFromCreationToDeletion() {
        CreateUserResponseContent created = api().users()
                .create(CreateUserRequestContent.builder()
                        .connection(DATABASE)
                        .email("Ada@Life.example")
                        .password("Tulip-1815-Harbour")
                        .userMetadata(Map.of("plan", "gold"))
                        .appMetadata(Map.of("seats", 3))
                        .build());
        String id = created.getUserId().orElseThrow();
        assertThat(id).startsWith("auth0|");
        assertThat(created.getEmail()).contains("ada@life.example");
        assertThat(created.getEmailVerified()).contains(false);
        assertThat(created.getName()).contains("ada@life.example");
        assertThat(created.getIdentities().orElseThrow())
                .extracting(
                        identity -> identity.getConnection().orElseThrow(),
                        identity -> identity.getProvider().orElseThrow(),
                        identity -> identity.getIsSocial().orElseThrow())
                .containsExactly(tuple(DATABASE, UserIdentityProviderEnum.AUTH0, false));

        api().users()
                .update(
                        id,
                        UpdateUserRequestContent.builder()
                                .name("Ada Lovelace")
                                .userMetadata(Map.of("town", "London"))
                                .build());
        GetUserResponseContent read = api().users().get(id);
        assertThat(read.getName()).contains("Ada Lovelace");
        assertThat(read.getUserMetadata()).contains(Map.of("plan", "gold", "town", "London"));
        assertThat(read.getAppMetadata()).contains(Map.of("seats", 3));
        assertThat(read.getCreatedAt()).isEqualTo(created.getCreatedAt());
        assertThat(byEmail("ADA@life.example"))
                .extracting(UserResponseSchema::getUserId)
                .containsExactly(Optional.of(id));

        api().users().delete(id);
        assertThatThrownBy(() -> api().users().get(id))
                .isInstanceOf(NotFoundError.class)
                .extracting(e -> ((NotFoundError) e).body())
                .isEqualTo(Map.of(
                        "statusCode", 404,
                        "error", "Not Found",
                        "message", "The user does not exist.",
                        "errorCode", "inexistent_user"));
        assertThat(byEmail("ada@life.example")).isEmpty();
    }

    @Test
    void aSecondUserWithTheSameAddress() {
        user("twice@conflict.example");
        assertThatThrownBy(() -> user("twice@conflict.example"))
                .isInstanceOf(ConflictError.class)
                .extracting(e -> ((ManagementApiException) e).statusCode())
                .isEqualTo(409);
    }

    @Test
    void searchesPageByPage() {
        for (int i = 0; i < 7; i++) {
            user("guest" + i + "@pages.example");
        }
        SyncPagingIterable<UserResponseSchema> first = api().users()
                .list(ListUsersRequestParameters.builder()
                        .searchEngine(SearchEngineVersionsEnum.V3)
                        .q("email:*@pages.example")
                        .sort("email:1")
                        .perPage(3)
                        .includeTotals(true)
                        .build());
        assertThat(first.getItems())
                .extracting(user -> user.getEmail().orElseThrow())
                .containsExactly("guest0@pages.example", "guest1@pages.example", "guest2@pages.example");
        assertThat(first.streamItems().map(user -> user.getEmail().orElseThrow()))
                .hasSize(7)
                .last()
                .isEqualTo("guest6@pages.example");
    }

    @Test
    void aRoleItsPermissionsAndItsMembers() {
        api("https://library.example");
        String id = api().roles()
                .create(CreateRoleRequestContent.builder()
                        .name("Librarian")
                        .description("Lends books")
                        .build())
                .getId()
                .orElseThrow();
        assertThat(api().roles().get(id).getDescription()).contains("Lends books");
        assertThat(api().roles()
                        .list(ListRolesRequestParameters.builder()
                                .nameFilter("librar")
                                .build())
                        .getItems())
                .extracting(Role::getName)
                .containsExactly(Optional.of("Librarian"));
        api().roles()
                .update(
                        id,
                        UpdateRoleRequestContent.builder()
                                .name("Head librarian")
                                .build());
        assertThat(api().roles().get(id).getName()).contains("Head librarian");

        api().roles()
                .permissions()
                .add(
                        id,
                        AddRolePermissionsRequestContent.builder()
                                .permissions(permissions("https://library.example", "read:books", "lend:books"))
                                .build());
        assertThat(api().roles().permissions().list(id).getItems())
                .extracting(PermissionsResponsePayload::getPermissionName)
                .containsExactlyInAnyOrder(Optional.of("read:books"), Optional.of("lend:books"));
        api().roles()
                .permissions()
                .delete(
                        id,
                        DeleteRolePermissionsRequestContent.builder()
                                .permissions(permissions("https://library.example", "read:books"))
                                .build());

        String user = user("member@role.example");
        api().roles()
                .users()
                .assign(
                        id,
                        AssignRoleUsersRequestContent.builder()
                                .users(List.of(user))
                                .build());
        assertThat(api().roles().users().list(id).getItems())
                .extracting(RoleUser::getEmail)
                .containsExactly(Optional.of("member@role.example"));
        assertThat(api().users().roles().list(user).getItems())
                .extracting(Role::getId)
                .containsExactly(Optional.of(id));
        assertThat(api().users().permissions().list(user).getItems())
                .extracting(UserPermissionSchema::getPermissionName)
                .containsExactly(Optional.of("lend:books"));
        api().users()
                .roles()
                .delete(
                        user,
                        DeleteUserRolesRequestContent.builder()
                                .roles(List.of(id))
                                .build());
        assertThat(api().roles().users().list(id).getItems()).isEmpty();

        api().roles().delete(id);
        assertThatThrownBy(() -> api().roles().get(id)).isInstanceOf(NotFoundError.class);
    }

    @Test
    void aUserWithPermissionsOfItsOwn() {
        api("https://archive.example");
        String user = user("direct@permission.example");
        List<PermissionRequestPayload> read = permissions("https://archive.example", "read:books");
        api().users()
                .permissions()
                .create(
                        user,
                        CreateUserPermissionsRequestContent.builder()
                                .permissions(read)
                                .build());
        assertThat(api().users().permissions().list(user).getItems())
                .extracting(UserPermissionSchema::getResourceServerIdentifier)
                .containsExactly(Optional.of("https://archive.example"));
        api().users()
                .permissions()
                .delete(
                        user,
                        DeleteUserPermissionsRequestContent.builder()
                                .permissions(read)
                                .build());
        assertThat(api().users().permissions().list(user).getItems()).isEmpty();
    }

    @Test
    void anApiFromCreationToDeletion() {
        CreateResourceServerResponseContent created = api("https://life.example");
        String id = created.getId().orElseThrow();
        assertThat(created.getTokenLifetime()).contains(3_600);
        GetResourceServerResponseContent read = api().resourceServers().get("https://life.example");
        assertThat(read.getId()).contains(id);
        assertThat(read.getScopes()).isEqualTo(created.getScopes());
        assertThat(api().resourceServers().list().streamItems())
                .extracting(ResourceServer::getIdentifier)
                .contains(Optional.of("https://life.example"), Optional.of(audience()));
        api().resourceServers()
                .update(
                        id,
                        UpdateResourceServerRequestContent.builder()
                                .tokenLifetime(600)
                                .build());
        assertThat(api().resourceServers().get(id).getTokenLifetime()).contains(600);
        api().resourceServers().delete(id);
        assertThatThrownBy(() -> api().resourceServers().get(id)).isInstanceOf(NotFoundError.class);
    }

    private List<UserResponseSchema> byEmail(String email) {
        return api().users()
                .listUsersByEmail(
                        ListUsersByEmailRequestParameters.builder().email(email).build());
    }

    private String user(String email) {
        return api().users()
                .create(CreateUserRequestContent.builder()
                        .connection(DATABASE)
                        .email(email)
                        .password("Tulip-1815-Harbour")
                        .build())
                .getUserId()
                .orElseThrow();
    }

    private CreateResourceServerResponseContent api(String identifier) {
        return api().resourceServers()
                .create(CreateResourceServerRequestContent.builder()
                        .identifier(identifier)
                        .name("API of " + identifier)
                        .tokenLifetime(3_600)
                        .scopes(List.of(scope("read:books"), scope("lend:books")))
                        .build());
    }

    private static ResourceServerScope scope(String value) {
        return ResourceServerScope.builder().value(value).description(value).build();
    }

    private static List<PermissionRequestPayload> permissions(String api, String... names) {
        return List.of(names).stream()
                .map(name -> PermissionRequestPayload.builder()
                        .resourceServerIdentifier(api)
                        .permissionName(name)
                        .build())
                .toList();
    }
}
