package dev.gatehouse.it.auth0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.client.mgmt.ManagementApi;
import com.auth0.client.mgmt.clients.types.PostClientCredentialRequestContent;
import com.auth0.client.mgmt.core.OAuthTokenException;
import com.auth0.client.mgmt.errors.NotFoundError;
import com.auth0.client.mgmt.tenants.types.UpdateTenantSettingsRequestContent;
import com.auth0.client.mgmt.types.Client;
import com.auth0.client.mgmt.types.ClientAppTypeEnum;
import com.auth0.client.mgmt.types.ClientCredential;
import com.auth0.client.mgmt.types.ClientCredentialTypeEnum;
import com.auth0.client.mgmt.types.ClientGrantResponseContent;
import com.auth0.client.mgmt.types.ClientTokenEndpointAuthMethodEnum;
import com.auth0.client.mgmt.types.ConnectionEnabledClient;
import com.auth0.client.mgmt.types.ConnectionForList;
import com.auth0.client.mgmt.types.ConnectionIdentityProviderEnum;
import com.auth0.client.mgmt.types.CreateClientGrantRequestContent;
import com.auth0.client.mgmt.types.CreateClientRequestContent;
import com.auth0.client.mgmt.types.CreateClientResponseContent;
import com.auth0.client.mgmt.types.CreateConnectionRequestContent;
import com.auth0.client.mgmt.types.GetClientResponseContent;
import com.auth0.client.mgmt.types.GetTenantSettingsResponseContent;
import com.auth0.client.mgmt.types.ListClientGrantsRequestParameters;
import com.auth0.client.mgmt.types.ListConnectionsQueryParameters;
import com.auth0.client.mgmt.types.PublicKeyCredentialAlgorithmEnum;
import com.auth0.client.mgmt.types.UpdateClientGrantRequestContent;
import com.auth0.client.mgmt.types.UpdateClientRequestContent;
import com.auth0.client.mgmt.types.UpdateConnectionRequestContent;
import com.auth0.client.mgmt.types.UpdateEnabledClientConnectionsRequestContentItem;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientsThroughAuth0IT extends Auth0Test {
    @Test
    void clientLifecycle() {
        CreateClientResponseContent created = api().clients()
                .create(CreateClientRequestContent.builder()
                        .name("Catalogue")
                        .appType(ClientAppTypeEnum.REGULAR_WEB)
                        .callbacks(List.of("https://catalogue.example/callback"))
                        .build());
        String id = created.getClientId().orElseThrow();
        assertThat(created.getClientSecret().orElseThrow()).hasSize(64);
        assertThat(api().clients().list().streamItems())
                .extracting(Client::getClientId)
                .contains(Optional.of(id));
        api().clients()
                .update(
                        id,
                        UpdateClientRequestContent.builder()
                                .description("Finds books")
                                .build());
        GetClientResponseContent read = api().clients().get(id);
        assertThat(read.getName()).contains("Catalogue");
        assertThat(read.getAppType()).contains(ClientAppTypeEnum.REGULAR_WEB);
        assertThat(read.getDescription()).contains("Finds books");
        assertThat(read.getCallbacks()).contains(List.of("https://catalogue.example/callback"));
        assertThat(read.getClientSecret()).isEqualTo(created.getClientSecret());
        api().clients().delete(id);
        assertThatThrownBy(() -> api().clients().get(id)).isInstanceOf(NotFoundError.class);
    }

    @Test
    void rotatedSecretIsRefused() {
        CreateClientResponseContent created = client("Rotating");
        String id = created.getClientId().orElseThrow();
        grant(id, "read:users");
        String before = created.getClientSecret().orElseThrow();
        assertThat(api(id, before).users().list().getItems()).isEmpty();

        String after = api().clients().rotateSecret(id).getClientSecret().orElseThrow();
        assertThat(after).hasSize(64).isNotEqualTo(before);
        ManagementApi old = api(id, before);
        assertThatThrownBy(() -> old.users().list()).isInstanceOf(OAuthTokenException.class);
        assertThat(api(id, after).users().list().getItems()).isEmpty();
    }

    @Test
    void aKeyOfAClient() throws NoSuchAlgorithmException {
        String id = client("Keyed").getClientId().orElseThrow();
        String credential = api().clients()
                .credentials()
                .create(
                        id,
                        PostClientCredentialRequestContent.builder()
                                .credentialType(ClientCredentialTypeEnum.PUBLIC_KEY)
                                .name("first key")
                                .pem(pem())
                                .alg(PublicKeyCredentialAlgorithmEnum.RS256)
                                .build())
                .getId()
                .orElseThrow();
        assertThat(api().clients().credentials().get(id, credential).getName()).contains("first key");
        assertThat(api().clients().credentials().list(id))
                .extracting(ClientCredential::getId)
                .containsExactly(Optional.of(credential));
        api().clients().credentials().delete(id, credential);
        assertThat(api().clients().credentials().list(id)).isEmpty();
    }

    @Test
    void clientGrantLifecycle() {
        String grantee = client("Grantee").getClientId().orElseThrow();
        String id = grant(grantee, "read:users");
        assertThat(id).startsWith("cgr_");
        assertThat(api().clientGrants().get(id).getScope()).contains(List.of("read:users"));
        assertThat(grantsOf(grantee))
                .extracting(ClientGrantResponseContent::getId)
                .containsExactly(Optional.of(id));
        api().clientGrants()
                .update(
                        id,
                        UpdateClientGrantRequestContent.builder()
                                .scope(List.of("read:roles"))
                                .build());
        assertThat(grantsOf(grantee))
                .extracting(ClientGrantResponseContent::getScope)
                .containsExactly(Optional.of(List.of("read:roles")));
        api().clientGrants().delete(id);
        assertThat(grantsOf(grantee)).isEmpty();
    }

    @Test
    void connectionLifecycle() {
        String reader = client("Reader").getClientId().orElseThrow();
        String id = api().connections()
                .create(CreateConnectionRequestContent.builder()
                        .name("readers")
                        .strategy(ConnectionIdentityProviderEnum.AUTH0)
                        .build())
                .getId()
                .orElseThrow();
        assertThat(id).startsWith("con_");
        assertThat(api().connections().get(id).getStrategy()).contains("auth0");
        assertThat(api().connections()
                        .list(ListConnectionsQueryParameters.builder()
                                .name("readers")
                                .build())
                        .getItems())
                .extracting(ConnectionForList::getId)
                .containsExactly(Optional.of(id));
        api().connections()
                .update(
                        id,
                        UpdateConnectionRequestContent.builder()
                                .displayName("Readers")
                                .build());
        assertThat(api().connections().get(id).getDisplayName()).contains("Readers");
        api().connections()
                .clients()
                .update(
                        id,
                        List.of(UpdateEnabledClientConnectionsRequestContentItem.builder()
                                .clientId(reader)
                                .status(true)
                                .build()));
        assertThat(api().connections().clients().get(id).getItems())
                .extracting(ConnectionEnabledClient::getClientId)
                .containsExactly(reader);
        api().connections().delete(id);
        assertThatThrownBy(() -> api().connections().get(id)).isInstanceOf(NotFoundError.class);
    }

    @Test
    void theTenantsSettings() {
        api().tenants()
                .settings()
                .update(UpdateTenantSettingsRequestContent.builder()
                        .friendlyName("The Library")
                        .supportEmail("help@library.example")
                        .sessionLifetime(24)
                        .build());
        GetTenantSettingsResponseContent read = api().tenants().settings().get();
        assertThat(read.getFriendlyName()).contains("The Library");
        assertThat(read.getSupportEmail()).contains("help@library.example");
        assertThat(read.getSessionLifetime()).contains(24.0);
    }

    private CreateClientResponseContent client(String name) {
        return api().clients()
                .create(CreateClientRequestContent.builder()
                        .name(name)
                        .appType(ClientAppTypeEnum.NON_INTERACTIVE)
                        .grantTypes(List.of("client_credentials"))
                        .tokenEndpointAuthMethod(ClientTokenEndpointAuthMethodEnum.CLIENT_SECRET_POST)
                        .build());
    }

    private String grant(String clientId, String scope) {
        return api().clientGrants()
                .create(CreateClientGrantRequestContent.builder()
                        .clientId(clientId)
                        .audience(audience())
                        .scope(List.of(scope))
                        .build())
                .getId()
                .orElseThrow();
    }

    private List<ClientGrantResponseContent> grantsOf(String clientId) {
        return api().clientGrants()
                .list(ListClientGrantsRequestParameters.builder()
                        .clientId(clientId)
                        .build())
                .getItems();
    }

    private static String pem() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        KeyPair keys = generator.generateKeyPair();
        String encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n";
    }
}
