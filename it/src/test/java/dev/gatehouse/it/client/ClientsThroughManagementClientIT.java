package dev.gatehouse.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.error.NotFoundException;
import dev.gatehouse.client.error.TokenException;
import dev.gatehouse.client.model.Client;
import dev.gatehouse.client.model.ClientAuthenticationMethodsUpdate;
import dev.gatehouse.client.model.ClientCreate;
import dev.gatehouse.client.model.ClientCredential;
import dev.gatehouse.client.model.ClientCredentialCreate;
import dev.gatehouse.client.model.ClientGrant;
import dev.gatehouse.client.model.ClientGrantCreate;
import dev.gatehouse.client.model.ClientGrantQuery;
import dev.gatehouse.client.model.ClientGrantUpdate;
import dev.gatehouse.client.model.ClientQuery;
import dev.gatehouse.client.model.ClientUpdate;
import dev.gatehouse.client.model.Connection;
import dev.gatehouse.client.model.ConnectionCreate;
import dev.gatehouse.client.model.ConnectionQuery;
import dev.gatehouse.client.model.ConnectionUpdate;
import dev.gatehouse.client.model.CredentialReference;
import dev.gatehouse.client.model.CredentialReferences;
import dev.gatehouse.client.model.EnabledClient;
import dev.gatehouse.client.model.EnabledClientChange;
import dev.gatehouse.it.server.PackagedServerTest;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients, their credentials and grants, and connections through Gatehouse's own client. */
class ClientsThroughManagementClientIT extends PackagedServerTest {
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
    void clientLifecycle() {
        Client created = client.clients()
                .create(new ClientCreate()
                        .name("Catalogue")
                        .appType("regular_web")
                        .callbacks(List.of("https://catalogue.example/callback")));
        String id = created.clientId();
        assertThat(created.clientSecret()).hasSize(64);
        assertThat(client.clients().get(id)).isEqualTo(created);
        assertThat(client.clients().getAll(new ClientQuery().perPage(1)).stream())
                .contains(created);
        Client changed = client.clients().update(id, new ClientUpdate().description("Finds books"));
        assertThat(changed.description()).isEqualTo("Finds books");
        assertThat(changed.callbacks()).containsExactly("https://catalogue.example/callback");
        client.clients().delete(id);
        assertThatThrownBy(() -> client.clients().get(id)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void rotatedSecretIsRefused() {
        Client created = grantedClient("Rotating", "read:users");
        try (ManagementClient before = with(created)) {
            assertThat(before.users().getAll().items()).isEmpty();
        }
        Client rotated = client.clients().rotateClientSecret(created.clientId());
        assertThat(rotated.clientSecret()).hasSize(64).isNotEqualTo(created.clientSecret());
        try (ManagementClient old = with(created);
                ManagementClient fresh = with(rotated)) {
            assertThatThrownBy(old::getAccessToken).isInstanceOf(TokenException.class);
            assertThat(fresh.users().getAll().items()).isEmpty();
        }
    }

    @Test
    void privateKeyJwt() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        KeyPair keys = generator.generateKeyPair();
        Client created = grantedClient("Keyed", "read:users");
        ClientCredential credential = client.clientCredentials()
                .create(
                        created.clientId(),
                        new ClientCredentialCreate()
                                .credentialType("public_key")
                                .name("first key")
                                .alg("RS256")
                                .pem(pem(keys)));
        assertThat(client.clientCredentials().get(created.clientId(), credential.id()))
                .isEqualTo(credential);
        assertThat(client.clientCredentials().getAll(created.clientId()).items())
                .containsExactly(credential);
        client.clients()
                .update(
                        created.clientId(),
                        new ClientUpdate()
                                .tokenEndpointAuthMethod(null)
                                .clientAuthenticationMethods(new ClientAuthenticationMethodsUpdate()
                                        .privateKeyJwt(new CredentialReferences()
                                                .credentials(List.of(new CredentialReference().id(credential.id()))))));
        try (ManagementClient keyed = ManagementClient.builder()
                .domain(installation().domain())
                .trustedCertificates(installation().authority())
                .clientId(created.clientId())
                .clientAssertionSigningKey(keys.getPrivate())
                .build()) {
            assertThat(keyed.users().getAll().items()).isEmpty();
        }
        try (ManagementClient old = with(created)) {
            assertThatThrownBy(old::getAccessToken).isInstanceOf(TokenException.class);
        }
    }

    @Test
    void clientGrantLifecycle() {
        Client grantee =
                client.clients().create(new ClientCreate().name("Grantee").appType("non_interactive"));
        ClientGrant created = grant(grantee, "read:users");
        assertThat(created.id()).startsWith("cgr_");
        assertThat(created.scope()).containsExactly("read:users");
        assertThat(client.clientGrants().get(created.id())).isEqualTo(created);
        assertThat(client.clientGrants()
                        .getAll(new ClientGrantQuery().clientId(grantee.clientId()))
                        .items())
                .containsExactly(created);
        ClientGrant changed = client.clientGrants()
                .update(created.id(), new ClientGrantUpdate().scope(List.of("read:roles", "read:users")));
        assertThat(changed.scope()).containsExactlyInAnyOrder("read:roles", "read:users");
        client.clientGrants().delete(created.id());
        assertThat(client.clientGrants()
                        .getAll(new ClientGrantQuery().clientId(grantee.clientId()))
                        .items())
                .isEmpty();
    }

    @Test
    void connectionLifecycle() {
        Client user = client.clients().create(new ClientCreate().name("Reader"));
        Connection created = client.connections()
                .create(new ConnectionCreate()
                        .name("readers")
                        .strategy("auth0")
                        .options(Map.of("requires_username", true)));
        assertThat(created.id()).startsWith("con_");
        assertThat(client.connections().get(created.id())).isEqualTo(created);
        assertThat(client.connections()
                        .getAll(new ConnectionQuery().name("readers"))
                        .items())
                .extracting(Connection::id)
                .containsExactly(created.id());
        Connection changed = client.connections().update(created.id(), new ConnectionUpdate().displayName("Readers"));
        assertThat(changed.displayName()).isEqualTo("Readers");
        client.connections()
                .updateEnabledClients(
                        created.id(),
                        List.of(new EnabledClientChange()
                                .clientId(user.clientId())
                                .status(true)));
        assertThat(client.connections().getEnabledClients(created.id()).items())
                .extracting(EnabledClient::clientId)
                .containsExactly(user.clientId());
        client.connections().delete(created.id());
        assertThatThrownBy(() -> client.connections().get(created.id())).isInstanceOf(NotFoundException.class);
    }

    private Client grantedClient(String name, String scope) {
        Client created = client.clients()
                .create(new ClientCreate()
                        .name(name)
                        .appType("non_interactive")
                        .grantTypes(List.of("client_credentials"))
                        .tokenEndpointAuthMethod("client_secret_post"));
        grant(created, scope);
        return created;
    }

    private ClientGrant grant(Client grantee, String scope) {
        return client.clientGrants()
                .create(new ClientGrantCreate()
                        .clientId(grantee.clientId())
                        .audience("https://" + installation().domain() + "/api/v2/")
                        .scope(List.of(scope)));
    }

    private ManagementClient with(Client credentials) {
        return ManagementClient.builder()
                .domain(installation().domain())
                .trustedCertificates(installation().authority())
                .clientId(credentials.clientId())
                .clientSecret(credentials.clientSecret())
                .build();
    }

    private static String pem(KeyPair keys) {
        String encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n";
    }
}
