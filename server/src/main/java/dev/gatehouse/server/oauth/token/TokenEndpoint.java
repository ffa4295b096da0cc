package dev.gatehouse.server.oauth.token;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.authorization.TokenResponse;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.oauth.CrossOrigin;
import dev.gatehouse.server.oauth.OAuthError;
import dev.gatehouse.server.oauth.OAuthException;
import dev.gatehouse.server.oauth.OAuthResponses;
import dev.gatehouse.server.tenant.Tenants;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code POST /oauth/token}. Every grant goes through the same phases: the request is parsed, the client authenticated and
 * found to be allowed the grant, the grant decides and issues. Thread-safe.
 */
public final class TokenEndpoint implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/oauth/token";

    private final Tenants tenants;
    private final CrossOrigin crossOrigin;
    private final AuthenticatedClients clients;
    private final Map<String, Grant> grants;

    /** With these grants. */
    TokenEndpoint(
            Tenants tenants, CrossOrigin crossOrigin, AuthenticatedClients clients, List<? extends Grant> grants) {
        this.tenants = tenants;
        this.crossOrigin = crossOrigin;
        this.clients = clients;
        this.grants = grants.stream().collect(Collectors.toUnmodifiableMap(Grant::type, Function.identity()));
    }

    /** The grants served. */
    public Set<String> grantTypes() {
        return grants.keySet();
    }

    @Override
    public Response handle(Request request) {
        Response response = OAuthResponses.renderErrors(request, this::respond);
        return request.header("origin") == null
                ? response
                : crossOrigin.allow(
                        tenants.byHost(request.host()), request, response, TokenParameters.claimedClient(request));
    }

    private Response respond(Request sent) {
        TokenRequest request = TokenRequest.parse(tenants.byHost(sent.host()), sent, grantTypes());
        Grant grant = Objects.requireNonNull(grants.get(request.grantType()));
        return clients.respond(
                sent,
                request,
                grant.allowsPublicClients(),
                grant.events().failure(),
                client -> issue(request, grant, client));
    }

    private Response issue(TokenRequest request, Grant grant, Client client) {
        requireAllowed(client, grant.type());
        try {
            return OAuthResponses.json(200, body(grant.issue(request, client)));
        } catch (OAuthException refusal) {
            if (!grant.events().success().isEmpty()) {
                clients.logFailure(request, grant.events().failure(), refusal.description());
            }
            throw refusal;
        }
    }

    private static void requireAllowed(Client client, String grantType) {
        if (!client.grantTypes().contains(grantType)) {
            throw OAuthError.UNAUTHORIZED_CLIENT.refuse("Grant type '" + grantType + "' not allowed for the client.");
        }
    }

    /** The successful response of RFC 6749 §5.1. */
    private static ObjectNode body(TokenResponse response) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("access_token", response.accessToken());
        if (response.refreshToken() != null) {
            body.put("refresh_token", response.refreshToken());
        }
        if (response.idToken() != null) {
            body.put("id_token", response.idToken());
        }
        if (!response.scopes().isEmpty()) {
            body.put("scope", String.join(" ", response.scopes()));
        }
        return body.put("expires_in", response.lifetime().toSeconds()).put("token_type", "Bearer");
    }
}
