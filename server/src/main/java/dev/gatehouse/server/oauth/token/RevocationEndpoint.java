package dev.gatehouse.server.oauth.token;

import dev.gatehouse.server.authentication.AuthenticationEvents;
import dev.gatehouse.server.authentication.AuthenticationEvents.Event;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.http.Endpoint;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.oauth.CrossOrigin;
import dev.gatehouse.server.oauth.OAuthResponses;
import dev.gatehouse.server.session.RefreshToken;
import dev.gatehouse.server.session.RefreshTokenStore;
import dev.gatehouse.server.session.UserAccess;
import dev.gatehouse.server.settings.TenantSettingsStore;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.user.UserStore;
import java.util.Map;

/** {@code POST /oauth/revoke} (RFC 7009): ends a refresh token of the client. Thread-safe. */
public final class RevocationEndpoint implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/oauth/revoke";

    /** Of clients that do not authenticate; there is no type of revocations alone. */
    private static final String FAILURE = "fertft";

    private final Tenants tenants;
    private final Database database;
    private final AuthenticatedClients clients;
    private final RefreshTokenStore tokens;
    private final UserAccess access;
    private final UserStore users;
    private final TenantSettingsStore settings;
    private final AuthenticationEvents events;
    private final CrossOrigin crossOrigin;

    RevocationEndpoint(
            Tenants tenants,
            Database database,
            DocumentStore documents,
            AuthenticatedClients clients,
            RefreshTokenStore tokens,
            UserStore users,
            AuthenticationEvents events,
            CrossOrigin crossOrigin) {
        this.tenants = tenants;
        this.database = database;
        this.clients = clients;
        this.tokens = tokens;
        this.users = users;
        this.events = events;
        this.crossOrigin = crossOrigin;
        access = new UserAccess(documents);
        settings = new TenantSettingsStore(documents);
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
        Tenant tenant = tenants.byHost(sent.host());
        TokenRequest request = TokenRequest.withoutGrant(tenant, sent);
        String token = request.parameters().require("token");
        return clients.respond(sent, request, true, FAILURE, client -> {
            database.write(tenant, tx -> revoke(tx, request, client, token));
            // RFC 7009 §2.2: whether or not there was such a token.
            return new Response(200, Map.of("cache-control", "no-store"), new byte[0]);
        });
    }

    private boolean revoke(Transaction tx, TokenRequest request, Client client, String value) {
        RefreshToken token = tokens.find(tx, value)
                .filter(found -> found.clientId().equals(client.id()))
                .orElse(null);
        if (token == null) {
            return false;
        }
        if (settings.get(tx).flag("flags/revoke_refresh_token_grant")) {
            access.revokeTokens(tx, Map.of("user_id", token.userId(), "client_id", client.id()), token.audience());
        } else {
            tokens.delete(tx, token.id());
        }
        Event event =
                new Event(client, null, users.find(tx, token.userId()).orElse(null), null, token.audience(), null);
        events.append(tx, "srrt", event, request.device());
        return true;
    }
}
