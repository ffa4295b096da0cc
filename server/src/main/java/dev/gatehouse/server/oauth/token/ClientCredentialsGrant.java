package dev.gatehouse.server.oauth.token;

import dev.gatehouse.server.authorization.TokenResponse;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.client.ClientGrant;
import dev.gatehouse.server.client.ClientGrantStore;
import dev.gatehouse.server.error.Excerpt;
import dev.gatehouse.server.oauth.OAuthError;
import dev.gatehouse.server.resourceserver.ResourceServer;
import dev.gatehouse.server.settings.TenantSettingsStore;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.token.AccessTokenIssuer;
import dev.gatehouse.server.token.AccessTokenSettings;
import dev.gatehouse.server.token.TokenSubject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code client_credentials} (RFC 6749 §4.4): a token for an API that the client has a client grant for. */
final class ClientCredentialsGrant implements Grant {
    private final Database database;
    private final DocumentStore documents;
    private final DocumentCollection<ResourceServer> apis;
    private final ClientGrantStore clientGrants;
    private final AccessTokenIssuer issuer;

    ClientCredentialsGrant(Database database, DocumentStore documents, AccessTokenIssuer issuer) {
        this.issuer = issuer;
        this.database = database;
        this.documents = documents;
        apis = documents.of(ResourceServer.KIND, ResourceServer::new);
        clientGrants = new ClientGrantStore(documents);
    }

    /**
     * The requested API and the client's grant for it.
     *
     * @param clientGrant null when the client has none for it
     */
    private record RequestedApi(
            ResourceServer api, @Nullable ClientGrant clientGrant) {}

    @Override
    public String type() {
        return "client_credentials";
    }

    @Override
    public TokenResponse issue(TokenRequest request, Client client) {
        RequestedApi requested = database.read(request.tenant(), tx -> find(tx, client, audience(tx, request)));
        ClientGrant clientGrant = requireGranted(requested);
        requireNoOrganization(clientGrant, request);
        requireBearer(requested.api());
        AccessTokenSettings api = requested.api().tokens();
        List<String> scopes = scopes(requested.api(), clientGrant, request.scopes());
        String token = issuer.issue(request.tenant(), TokenSubject.client(client.id()), api, scopes);
        return new TokenResponse(token, api.lifetime(), scopes, null, null);
    }

    private String audience(Transaction tx, TokenRequest request) {
        String audience = request.audience();
        if (audience != null) {
            return audience;
        }
        String byDefault = new TenantSettingsStore(documents).get(tx).defaultAudience();
        if (byDefault == null) {
            throw OAuthError.ACCESS_DENIED.refuse(
                    "No audience parameter was provided, and no default audience has been configured");
        }
        return byDefault;
    }

    private RequestedApi find(Transaction tx, Client client, String audience) {
        ResourceServer api = apis.findBy(tx, "identifier", audience)
                .orElseThrow(() ->
                        OAuthError.ACCESS_DENIED.refuse("Service not enabled within domain: " + Excerpt.of(audience)));
        return new RequestedApi(api, clientGrants.find(tx, client, audience).orElse(null));
    }

    private static ClientGrant requireGranted(RequestedApi requested) {
        ClientGrant clientGrant = requested.clientGrant();
        if (clientGrant == null || requested.api().deniesClients()) {
            throw OAuthError.ACCESS_DENIED.refuse(
                    "Client is not authorized to access \"" + requested.api().identifier()
                            + "\". You need to create a \"client-grant\" associated to this API.");
        }
        return clientGrant;
    }

    /** A token for the whole tenant instead of one for an organization would allow too much. */
    private static void requireNoOrganization(ClientGrant clientGrant, TokenRequest request) {
        if (clientGrant.requiresOrganization() || request.organization() != null) {
            throw OAuthError.ACCESS_DENIED.refuse("Tokens for organizations are not issued by this server");
        }
    }

    /** Whoever holds a bearer token may use it, which is what the API does not want. */
    private static void requireBearer(ResourceServer api) {
        String proof = api.requiredProof();
        if (proof != null) {
            throw OAuthError.INVALID_REQUEST.refuse(
                    "The API requires tokens bound to a key by " + proof + ", which are not issued by this server");
        }
    }

    /** All granted scopes, or the requested ones if they are granted. */
    private static List<String> scopes(ResourceServer api, ClientGrant clientGrant, Set<String> requested) {
        List<String> granted = clientGrant.allowsAllScopes() ? List.copyOf(api.scopes()) : clientGrant.scopes();
        return requested.isEmpty() ? granted : requireAll(requested, granted);
    }

    private static List<String> requireAll(Set<String> requested, List<String> granted) {
        Set<String> missing = new LinkedHashSet<>(requested);
        granted.forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw OAuthError.ACCESS_DENIED.refuse(
                    "Client has not been granted scopes: " + Excerpt.of(String.join(", ", missing)));
        }
        return List.copyOf(requested);
    }
}
