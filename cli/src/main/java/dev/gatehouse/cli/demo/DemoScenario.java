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

/** The tenant of a small shop: its API, the clients that call it, its users, roles and organizations. */
final class DemoScenario {
    private static final String API = "https://api.shop.example/";
    private static final String PASSWORD = "correct-Horse-7-battery";

    private final ManagementClient client;
    private final OperationPrinter printer;

    DemoScenario(ManagementClient client, OperationPrinter printer) {
        this.client = client;
        this.printer = printer;
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
        new BrandingScenario(client, printer).run();
        new ExtensibilityScenario(client, printer).run();
        new SecurityScenario(client, printer).run(user);
        printer.manager("connections");
        printer.call("delete", () -> client.connections().delete(connection), done -> "with its users");
        printer.manager("resourceServers");
        printer.call("delete", () -> client.resourceServers().delete(api), "with its client grants and permissions");
    }

    private void tenant() {
        printer.manager("tenant");
        printer.call(
                "updateSettings",
                () -> client.tenant().updateSettings(new TenantSettingsUpdate().friendlyName("The Shop")),
                settings -> "friendly_name: " + settings.friendlyName());
        printer.call(
                "getSettings",
                () -> client.tenant().getSettings(),
                settings -> "enabled_locales: " + settings.enabledLocales());
    }

    private String resourceServers() {
        printer.manager("resourceServers");
        var api = printer.call(
                "create",
                () -> client.resourceServers()
                        .create(new ResourceServerCreate()
                                .name("Shop API")
                                .identifier(API)
                                .scopes(List.of(scope("read:orders"), scope("write:orders")))),
                made -> made.identifier() + " is " + made.id());
        printer.call(
                "update",
                () -> client.resourceServers()
                        .update(OperationPrinter.id(api.id()), new ResourceServerUpdate().tokenLifetime(3_600)),
                changed -> "token_lifetime: " + changed.tokenLifetime());
        printer.call(
                "get",
                () -> client.resourceServers().get(OperationPrinter.id(api.id())),
                found -> "by id: " + found.name());
        printer.call(
                "getAll",
                () -> client.resourceServers().getAll().stream().toList(),
                all -> counted(all.size(), "API", "APIs") + ", the Management API among them");
        return OperationPrinter.id(api.id());
    }

    private String clients() {
        printer.manager("clients");
        var backend = printer.call(
                "create",
                () -> client.clients()
                        .create(new ClientCreate()
                                .name("Shop backend")
                                .appType("non_interactive")
                                .grantTypes(List.of("client_credentials"))),
                made -> made.name() + " is " + made.clientId());
        String id = OperationPrinter.id(backend.clientId());
        printer.call(
                "update",
                () -> client.clients().update(id, new ClientUpdate().description("Ships orders")),
                changed -> "description: " + changed.description());
        printer.call(
                "rotateClientSecret",
                () -> client.clients().rotateClientSecret(id),
                rotated -> "the old secret is worthless now");
        printer.call(
                "getAll",
                () -> client.clients().getAll().stream().toList(),
                all -> counted(all.size(), "client", "clients"));
        return id;
    }

    private void clientGrants(String backend) {
        printer.manager("clientGrants");
        var grant = printer.call(
                "create",
                () -> client.clientGrants()
                        .create(new ClientGrantCreate()
                                .clientId(backend)
                                .audience(API)
                                .scope(List.of("read:orders"))),
                made -> "Shop backend may " + made.scope());
        printer.call(
                "update",
                () -> client.clientGrants()
                        .update(
                                OperationPrinter.id(grant.id()),
                                new ClientGrantUpdate().scope(List.of("read:orders", "write:orders"))),
                changed -> "Shop backend may " + changed.scope());
        printer.call(
                "getAll",
                () -> client.clientGrants().getAll().stream().toList(),
                all -> counted(all.size(), "grant", "grants"));
    }

    private void clientCredentials(String backend) {
        printer.manager("clientCredentials");
        var credential = printer.call(
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
        printer.call(
                "getAll",
                () -> client.clientCredentials().getAll(backend).stream().toList(),
                all -> counted(all.size(), "credential", "credentials"));
        printer.call(
                "delete",
                () -> client.clientCredentials().delete(backend, OperationPrinter.id(credential.id())),
                "done");
    }

    private String connections(String backend) {
        printer.manager("connections");
        var connection = printer.call(
                "create",
                () -> client.connections()
                        .create(new ConnectionCreate()
                                .name("Staff")
                                .strategy("auth0")
                                .options(Map.of("passwordPolicy", "good"))),
                made -> "the database " + made.name() + " is " + made.id());
        String id = OperationPrinter.id(connection.id());
        printer.call(
                "updateEnabledClients",
                () -> client.connections()
                        .updateEnabledClients(
                                id,
                                List.of(new EnabledClientChange()
                                        .clientId(backend)
                                        .status(true))),
                "on for Shop backend");
        printer.call(
                "getEnabledClients",
                () -> client.connections().getEnabledClients(id).stream().toList(),
                all -> counted(all.size(), "client", "clients"));
        printer.call(
                "update",
                () -> client.connections().update(id, new ConnectionUpdate().displayName("Staff of the shop")),
                changed -> "display_name: " + changed.displayName());
        return id;
    }

    private String roles() {
        printer.manager("roles");
        var role = printer.call(
                "create",
                () -> client.roles().create(new RoleCreate().name("Clerk").description("Takes orders")),
                made -> made.name() + " is " + made.id());
        String id = OperationPrinter.id(role.id());
        printer.call(
                "addPermissions",
                () -> client.roles().addPermissions(id, permissions("write:orders")),
                "Clerk may write:orders");
        printer.call(
                "update",
                () -> client.roles().update(id, new RoleUpdate().description("Takes and ships orders")),
                changed -> "description: " + changed.description());
        return id;
    }

    private String users(String role) {
        printer.manager("users");
        User ada = create("ada@shop.example");
        User grace = create("grace@shop.example");
        String id = OperationPrinter.id(ada.userId());
        printer.call("create", this::createAdaAgain, message -> "refused: " + message);
        printer.call("assignRoles", () -> client.users().assignRoles(id, new RoleList().roles(List.of(role))), "Clerk");
        printer.call(
                "assignPermissions",
                () -> client.users().assignPermissions(id, permissions("read:orders")),
                "read:orders, beside those of her role");
        printer.call(
                "getPermissions",
                () -> client.users().getPermissions(id).stream().toList(),
                all -> all.stream()
                        .map(permission -> String.valueOf(permission.permissionName()))
                        .toList()
                        .toString());
        printer.call(
                "update",
                () -> client.users().update(id, new UserUpdate().userMetadata(Map.of("plan", "gold"))),
                changed -> "user_metadata: " + changed.get("user_metadata"));
        printer.call(
                "getAll",
                () -> client.users().getAll(new UserQuery().q("user_metadata.plan:gold")).stream()
                        .toList(),
                found -> "q=user_metadata.plan:gold finds " + emails(found) + " at once");
        printer.call(
                "getByEmail", () -> client.users().getByEmail("grace@shop.example"), found -> "finds " + emails(found));
        printer.call(
                "link",
                () -> client.users()
                        .link(
                                id,
                                new UserLink()
                                        .provider("auth0")
                                        .userId(OperationPrinter.id(grace.userId())
                                                .replaceFirst("auth0\\|", ""))),
                identities -> "ada has " + counted(identities.size(), "identity", "identities") + " now");
        printer.call(
                "getAll",
                () -> client.async().users().getAll().join().stream().toList(),
                all -> "async: " + emails(all));
        return id;
    }

    private void organizations(String connection, String user) {
        printer.manager("organizations");
        var branch = printer.call(
                "create",
                () -> client.organizations()
                        .create(new OrganizationCreate().name("north").displayName("North branch")),
                made -> made.displayName() + " is " + made.id());
        String id = OperationPrinter.id(branch.id());
        printer.call(
                "addEnabledConnection",
                () -> client.organizations()
                        .addEnabledConnection(id, new OrganizationConnectionCreate().connectionId(connection)),
                added -> "its people are those of Staff");
        printer.call("addMembers", () -> client.organizations().addMembers(id, user), "ada");
        printer.call(
                "getMembers",
                () -> client.organizations().getMembers(id).stream().toList(),
                members -> counted(members.size(), "member", "members"));
    }

    private User create(String email) {
        return printer.call(
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
