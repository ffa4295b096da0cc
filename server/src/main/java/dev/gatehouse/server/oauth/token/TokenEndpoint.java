package dev.gatehouse.server.oauth.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.oauth.OAuthError;
import dev.gatehouse.server.oauth.OAuthException;
import dev.gatehouse.server.oauth.OAuthJson;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.token.UsedAssertions;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.token.AccessTokenIssuer;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/**
 * {@code POST /oauth/token}. Every grant goes through the same authentication of the client, so none can forget it.
 * Thread-safe.
 */
public final class TokenEndpoint implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/oauth/token";

    private final Tenants tenants;
    private final ClientAuthenticator authenticator;
    private final Map<String, Grant> grants;

    public TokenEndpoint(
            Tenants tenants,
            Database database,
            DocumentStore documents,
            AccessTokenIssuer issuer,
            InstantSource clock) {
        this.tenants = tenants;
        this.authenticator = new ClientAuthenticator(
                database, documents, new AssertionVerifier(database, documents, new UsedAssertions(), clock));
        this.grants = Map.of("client_credentials", new ClientCredentialsGrant(database, documents, issuer));
    }

    /** The grants served. */
    public Set<String> grantTypes() {
        return grants.keySet();
    }

    @Override
    public Response handle(Request request) {
        try {
            return OAuthJson.answer(200, answer(tenants.byHost(request.host()), request));
        } catch (OAuthException refusal) {
            return OAuthJson.error(refusal, headers(refusal, request));
        }
    }

    private ObjectNode answer(Tenant tenant, Request request) {
        TokenParameters parameters = TokenParameters.of(request);
        String grantType = parameters.require("grant_type");
        Grant grant = grants.get(grantType);
        if (grant == null) {
            throw OAuthError.UNSUPPORTED_GRANT_TYPE.refuse("Unsupported grant type: " + grantType);
        }
        ObjectNode client = authenticator.authenticate(tenant, request, parameters);
        if (!mayUse(client, grantType)) {
            throw OAuthError.UNAUTHORIZED_CLIENT.refuse("Grant type '" + grantType + "' not allowed for the client.");
        }
        return grant.grant(tenant, client, parameters);
    }

    private static Map<String, String> headers(OAuthException refusal, Request request) {
        boolean byHeader = request.header("authorization") != null;
        // RFC 6749 §5.2: a client that tried the Authorization header is told what it may hold.
        return refusal.error().status() == 401 && byHeader
                ? Map.of("www-authenticate", "Basic realm=\"oauth/token\"")
                : Map.of();
    }

    private static boolean mayUse(ObjectNode client, String grantType) {
        for (JsonNode allowed : client.path("grant_types")) {
            if (allowed.asText().equals(grantType)) {
                return true;
            }
        }
        return false;
    }
}
