package dev.gatehouse.server.oauth.token;

import dev.gatehouse.server.authentication.AuthenticationEvents;
import dev.gatehouse.server.authentication.AuthenticationEvents.Event;
import dev.gatehouse.server.authentication.PasswordAuthentication;
import dev.gatehouse.server.authentication.PasswordAuthentication.AuthenticatedUser;
import dev.gatehouse.server.authentication.PasswordAuthentication.Credentials;
import dev.gatehouse.server.authorization.AccessPolicy;
import dev.gatehouse.server.authorization.AuthorizedAccess;
import dev.gatehouse.server.authorization.LoginConnections;
import dev.gatehouse.server.authorization.TokenResponse;
import dev.gatehouse.server.authorization.UserTokenIssuer;
import dev.gatehouse.server.authorization.UserTokenIssuer.PreparedTokens;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.error.Excerpt;
import dev.gatehouse.server.oauth.OAuthError;
import dev.gatehouse.server.resourceserver.ResourceServer;
import dev.gatehouse.server.session.RefreshTokenStore;
import dev.gatehouse.server.session.RefreshTokenStore.Holder;
import dev.gatehouse.server.session.RefreshTokenStore.IssuedRefreshToken;
import dev.gatehouse.server.settings.TenantSettings;
import dev.gatehouse.server.settings.TenantSettingsStore;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.user.User;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code password} (RFC 6749 §4.3) on the tenant's default directory, and {@code password-realm} on the connection that is named. Only for
 * clients of the tenant's own: a user gives them the password.
 */
final class PasswordGrant implements Grant {
    static final String PASSWORD = "password";
    static final String REALM = "http://auth0.com/oauth/grant-type/password-realm";

    private static final String OFFLINE = "offline_access";

    private final String type;
    private final Database database;
    private final TenantSettingsStore settings;
    private final LoginConnections connections;
    private final PasswordAuthentication passwords;
    private final AccessPolicy policy;
    private final RefreshTokenStore refreshTokens;
    private final UserTokenIssuer tokens;
    private final AuthenticationEvents events;

    /**
     * @param type {@link #PASSWORD} or {@link #REALM}
     */
    PasswordGrant(
            String type,
            Database database,
            DocumentStore documents,
            PasswordAuthentication passwords,
            RefreshTokenStore refreshTokens,
            UserTokenIssuer tokens,
            AuthenticationEvents events) {
        this.type = type;
        this.database = database;
        this.passwords = passwords;
        this.refreshTokens = refreshTokens;
        this.tokens = tokens;
        this.events = events;
        settings = new TenantSettingsStore(documents);
        connections = new LoginConnections(documents);
        policy = new AccessPolicy(documents);
    }

    /**
     * What is asked for.
     *
     * @param audience that of the userinfo endpoint for no API
     */
    private record Requested(Connection connection, String audience) {}

    private record Authorized(
            PreparedTokens tokens, @Nullable String refreshToken) {}

    @Override
    public String type() {
        return type;
    }

    @Override
    public boolean allowsPublicClients() {
        return true;
    }

    @Override
    public TokenEvents events() {
        return TokenEvents.PASSWORD;
    }

    @Override
    public TokenResponse issue(TokenRequest request, Client client) {
        String username = request.parameters().require("username");
        String password = request.parameters().require("password");
        if (!client.isFirstParty()) {
            throw OAuthError.UNAUTHORIZED_CLIENT.refuse("Grant type '" + type + "' not allowed for the client.");
        }
        Requested requested = database.read(request.tenant(), tx -> requested(tx, request, client));
        AuthenticatedUser user = passwords
                .authenticate(
                        request.tenant(),
                        new Credentials(client, List.of(requested.connection()), username, password, request.device()))
                .orElseThrow(() -> OAuthError.INVALID_GRANT.refuse("Wrong email or password."));
        if (user.isBlocked()) {
            throw OAuthError.BLOCKED_USER.refuse(PasswordAuthentication.BLOCKED);
        }
        Authorized authorized =
                database.write(request.tenant(), tx -> authorize(tx, request, client, user, requested.audience()));
        return tokens.issue(request.tenant(), authorized.tokens()).withRefreshToken(authorized.refreshToken());
    }

    private Requested requested(Transaction tx, TokenRequest request, Client client) {
        TenantSettings tenant = settings.get(tx);
        String name = type.equals(REALM) ? request.parameters().require("realm") : tenant.text("default_directory", "");
        if (name.isEmpty()) {
            throw OAuthError.SERVER_ERROR.refuse("Authorization server not configured with default connection.");
        }
        Connection connection = connections
                .named(tx, client, name)
                .orElseThrow(() -> OAuthError.INVALID_REQUEST.refuse(
                        "the connection " + Excerpt.of(name) + " is not enabled for the client"));
        if (request.organization() != null
                || client.text("organization_usage", "").equals("require")) {
            throw OAuthError.INVALID_REQUEST.refuse("Signing in to organizations is not supported by this server");
        }
        String audience = request.audience() == null ? tenant.defaultAudience() : request.audience();
        if (audience == null || audience.equals(tx.tenant().userInfoAudience())) {
            return new Requested(connection, tx.tenant().userInfoAudience());
        }
        ResourceServer api = policy.api(tx, audience)
                .orElseThrow(() ->
                        OAuthError.ACCESS_DENIED.refuse("Service not enabled within domain: " + Excerpt.of(audience)));
        if (!policy.admits(tx, client, api)) {
            throw OAuthError.ACCESS_DENIED.refuse(
                    "Client is not authorized to access resource server \"" + Excerpt.of(audience) + "\".");
        }
        if (api.requiredProof() != null) {
            throw OAuthError.INVALID_REQUEST.refuse("The API requires tokens bound to a key by " + api.requiredProof()
                    + ", which are not issued by this server");
        }
        return new Requested(connection, audience);
    }

    private Authorized authorize(
            Transaction tx, TokenRequest request, Client client, AuthenticatedUser authenticated, String audience) {
        User user = authenticated.user();
        List<String> scopes = request.scopes().isEmpty()
                ? policy.allOf(tx, client, user.id(), audience) // as the real API has it, where none is asked for
                : policy.allowed(tx, client, user.id(), audience, null, new ArrayList<>(request.scopes()));
        AuthorizedAccess access = AuthorizedAccess.of(client.id(), user.id(), audience, scopes);
        IssuedRefreshToken refreshToken = scopes.contains(OFFLINE)
                ? refreshTokens.issue(tx, client, new Holder(user.id(), null, null), audience, scopes, request.device())
                : null;
        Event event = Event.of(client, user).on(authenticated.connection()).forAudience(audience);
        events.append(tx, events().success(), event, request.device());
        return new Authorized(
                tokens.prepare(tx, client, user, access, "password"),
                refreshToken == null ? null : refreshToken.value());
    }
}
