package dev.gatehouse.cli.demo;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.error.ConflictException;
import dev.gatehouse.client.model.ClientCreate;
import dev.gatehouse.client.model.ClientCredentialCreate;
import dev.gatehouse.client.model.ClientGrantCreate;
import dev.gatehouse.client.model.ClientGrantUpdate;
import dev.gatehouse.client.model.ClientUpdate;
import dev.gatehouse.client.model.ConnectionCreate;
import dev.gatehouse.client.model.ConnectionUpdate;
import dev.gatehouse.client.model.EnabledClientChange;
import dev.gatehouse.client.model.OrganizationConnectionCreate;
import dev.gatehouse.client.model.OrganizationCreate;
import dev.gatehouse.client.model.Permission;
import dev.gatehouse.client.model.PermissionList;
import dev.gatehouse.client.model.ResourceServerCreate;
import dev.gatehouse.client.model.ResourceServerScope;
import dev.gatehouse.client.model.ResourceServerUpdate;
import dev.gatehouse.client.model.RoleCreate;
import dev.gatehouse.client.model.RoleList;
import dev.gatehouse.client.model.RoleUpdate;
import dev.gatehouse.client.model.TenantSettingsUpdate;
import dev.gatehouse.client.model.User;
import dev.gatehouse.client.model.UserCreate;
import dev.gatehouse.client.model.UserLink;
import dev.gatehouse.client.model.UserQuery;
import dev.gatehouse.client.model.UserUpdate;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The story of a small shop: its API, the program that calls it, and the people who may. */
final class Tour {
    private static final String API = "https://api.shop.example/";
    private static final String PASSWORD = "correct-Horse-7-battery";

    private final ManagementClient client;
    private final Narrator narrator;

    Tour(ManagementClient client, Narrator narrator) {
        this.client = client;
        this.narrator = narrator;
    }

    void run() {
        tenant();
        String api = resourceServers();
        String backend = clients();
        clientGrants(backend);
        clientCredentials(backend);
        String connection = connections(backend);
        String role = roles();
        String user = users(role);
        organizations(connection, user);
        new LookTour(client, narrator).run();
        new CodeTour(client, narrator).run();
        new SafetyTour(client, narrator).run(user);
        narrator.manager("connections");
        narrator.call("delete", () -> client.connections().delete(connection), done -> "with its users");
        narrator.manager("resourceServers");
        narrator.call("delete", () -> client.resourceServers().delete(api), "with its client grants and permissions");
    }

    private void tenant() {
        narrator.manager("tenant");
        narrator.call(
                "updateSettings",
                () -> client.tenant().updateSettings(new TenantSettingsUpdate().friendlyName("The Shop")),
                settings -> "friendly_name: " + settings.friendlyName());
        narrator.call(
                "getSettings",
                () -> client.tenant().getSettings(),
                settings -> "enabled_locales: " + settings.enabledLocales());
    }

    private String resourceServers() {
        narrator.manager("resourceServers");
        var api = narrator.call(
                "create",
                () -> client.resourceServers()
                        .create(new ResourceServerCreate()
                                .name("Shop API")
                                .identifier(API)
                                .scopes(List.of(scope("read:orders"), scope("write:orders")))),
                made -> made.identifier() + " is " + made.id());
        narrator.call(
                "update",
                () -> client.resourceServers()
                        .update(Narrator.id(api.id()), new ResourceServerUpdate().tokenLifetime(3_600)),
                changed -> "token_lifetime: " + changed.tokenLifetime());
        narrator.call(
                "get", () -> client.resourceServers().get(Narrator.id(api.id())), found -> "by id: " + found.name());
        narrator.call(
                "getAll",
                () -> client.resourceServers().getAll().stream().toList(),
                all -> counted(all.size(), "API", "APIs") + ", the Management API among them");
        return Narrator.id(api.id());
    }

    private String clients() {
        narrator.manager("clients");
        var backend = narrator.call(
                "create",
                () -> client.clients()
                        .create(new ClientCreate()
                                .name("Shop backend")
                                .appType("non_interactive")
                                .grantTypes(List.of("client_credentials"))),
                made -> made.name() + " is " + made.clientId());
        String id = Narrator.id(backend.clientId());
        narrator.call(
                "update",
                () -> client.clients().update(id, new ClientUpdate().description("Ships orders")),
                changed -> "description: " + changed.description());
        narrator.call(
                "rotateClientSecret",
                () -> client.clients().rotateClientSecret(id),
                rotated -> "the old secret is worthless now");
        narrator.call(
                "getAll",
                () -> client.clients().getAll().stream().toList(),
                all -> counted(all.size(), "client", "clients"));
        return id;
    }

    private void clientGrants(String backend) {
        narrator.manager("clientGrants");
        var grant = narrator.call(
                "create",
                () -> client.clientGrants()
                        .create(new ClientGrantCreate()
                                .clientId(backend)
                                .audience(API)
                                .scope(List.of("read:orders"))),
                made -> "Shop backend may " + made.scope());
        narrator.call(
                "update",
                () -> client.clientGrants()
                        .update(
                                Narrator.id(grant.id()),
                                new ClientGrantUpdate().scope(List.of("read:orders", "write:orders"))),
                changed -> "Shop backend may " + changed.scope());
        narrator.call(
                "getAll",
                () -> client.clientGrants().getAll().stream().toList(),
                all -> counted(all.size(), "grant", "grants"));
    }

    private void clientCredentials(String backend) {
        narrator.manager("clientCredentials");
        var credential = narrator.call(
                "create",
                () -> client.clientCredentials()
                        .create(
                                backend,
                                new ClientCredentialCreate()
                                        .credentialType("public_key")
                                        .name("first key")
                                        .alg("RS256")
                                        .pem(publicKey())),
                made -> "a public key for private_key_jwt, kid " + made.kid());
        narrator.call(
                "getAll",
                () -> client.clientCredentials().getAll(backend).stream().toList(),
                all -> counted(all.size(), "credential", "credentials"));
        narrator.call("delete", () -> client.clientCredentials().delete(backend, Narrator.id(credential.id())), "done");
    }

    private String connections(String backend) {
        narrator.manager("connections");
        var connection = narrator.call(
                "create",
                () -> client.connections()
                        .create(new ConnectionCreate()
                                .name("Staff")
                                .strategy("auth0")
                                .options(Map.of("passwordPolicy", "good"))),
                made -> "the database " + made.name() + " is " + made.id());
        String id = Narrator.id(connection.id());
        narrator.call(
                "updateEnabledClients",
                () -> client.connections()
                        .updateEnabledClients(
                                id,
                                List.of(new EnabledClientChange()
                                        .clientId(backend)
                                        .status(true))),
                "on for Shop backend");
        narrator.call(
                "getEnabledClients",
                () -> client.connections().getEnabledClients(id).stream().toList(),
                all -> counted(all.size(), "client", "clients"));
        narrator.call(
                "update",
                () -> client.connections().update(id, new ConnectionUpdate().displayName("Staff of the shop")),
                changed -> "display_name: " + changed.displayName());
        return id;
    }

    private String roles() {
        narrator.manager("roles");
        var role = narrator.call(
                "create",
                () -> client.roles().create(new RoleCreate().name("Clerk").description("Takes orders")),
                made -> made.name() + " is " + made.id());
        String id = Narrator.id(role.id());
        narrator.call(
                "addPermissions",
                () -> client.roles().addPermissions(id, permissions("write:orders")),
                "Clerk may write:orders");
        narrator.call(
                "update",
                () -> client.roles().update(id, new RoleUpdate().description("Takes and ships orders")),
                changed -> "description: " + changed.description());
        return id;
    }

    private String users(String role) {
        narrator.manager("users");
        User ada = create("ada@shop.example");
        User grace = create("grace@shop.example");
        String id = Narrator.id(ada.userId());
        narrator.call("create", this::createAdaAgain, message -> "refused: " + message);
        narrator.call(
                "assignRoles", () -> client.users().assignRoles(id, new RoleList().roles(List.of(role))), "Clerk");
        narrator.call(
                "assignPermissions",
                () -> client.users().assignPermissions(id, permissions("read:orders")),
                "read:orders, beside those of her role");
        narrator.call(
                "getPermissions",
                () -> client.users().getPermissions(id).stream().toList(),
                all -> all.stream()
                        .map(permission -> String.valueOf(permission.permissionName()))
                        .toList()
                        .toString());
        narrator.call(
                "update",
                () -> client.users().update(id, new UserUpdate().userMetadata(Map.of("plan", "gold"))),
                changed -> "user_metadata: " + changed.get("user_metadata"));
        narrator.call(
                "getAll",
                () -> client.users().getAll(new UserQuery().q("user_metadata.plan:gold")).stream()
                        .toList(),
                found -> "q=user_metadata.plan:gold finds " + emails(found) + " at once");
        narrator.call(
                "getByEmail", () -> client.users().getByEmail("grace@shop.example"), found -> "finds " + emails(found));
        narrator.call(
                "link",
                () -> client.users()
                        .link(
                                id,
                                new UserLink()
                                        .provider("auth0")
                                        .userId(Narrator.id(grace.userId()).replaceFirst("auth0\\|", ""))),
                identities -> "ada has " + counted(identities.size(), "identity", "identities") + " now");
        narrator.call(
                "getAll",
                () -> client.async().users().getAll().join().stream().toList(),
                all -> "async: " + emails(all));
        return id;
    }

    private void organizations(String connection, String user) {
        narrator.manager("organizations");
        var branch = narrator.call(
                "create",
                () -> client.organizations()
                        .create(new OrganizationCreate().name("north").displayName("North branch")),
                made -> made.displayName() + " is " + made.id());
        String id = Narrator.id(branch.id());
        narrator.call(
                "addEnabledConnection",
                () -> client.organizations()
                        .addEnabledConnection(id, new OrganizationConnectionCreate().connectionId(connection)),
                added -> "its people are those of Staff");
        narrator.call("addMembers", () -> client.organizations().addMembers(id, user), "ada");
        narrator.call(
                "getMembers",
                () -> client.organizations().getMembers(id).stream().toList(),
                members -> counted(members.size(), "member", "members"));
    }

    private User create(String email) {
        return narrator.call(
                "create",
                () -> client.users()
                        .create(new UserCreate()
                                .connection("Staff")
                                .email(email)
                                .password(PASSWORD)),
                made -> made.email() + " is " + made.userId());
    }

    private String createAdaAgain() {
        try {
            client.users()
                    .create(new UserCreate()
                            .connection("Staff")
                            .email("ada@shop.example")
                            .password(PASSWORD));
            return "it was not";
        } catch (ConflictException e) {
            return e.apiMessage();
        }
    }

    private static String counted(int number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }

    private static String emails(List<User> users) {
        return users.stream().map(user -> String.valueOf(user.email())).toList().toString();
    }

    private static ResourceServerScope scope(String value) {
        return new ResourceServerScope().value(value);
    }

    private static PermissionList permissions(String name) {
        return new PermissionList()
                .permissions(new Permission().resourceServerIdentifier(API).permissionName(name));
    }

    private static String publicKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            return "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                    + "\n-----END PUBLIC KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
