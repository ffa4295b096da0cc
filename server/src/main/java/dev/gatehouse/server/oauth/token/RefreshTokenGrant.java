package dev.gatehouse.server.oauth.token;

import dev.gatehouse.server.authentication.AuthenticationEvents;
import dev.gatehouse.server.authentication.AuthenticationEvents.Event;
import dev.gatehouse.server.authorization.AccessPolicy;
import dev.gatehouse.server.authorization.AuthorizedAccess;
import dev.gatehouse.server.authorization.OrganizationLogin;
import dev.gatehouse.server.authorization.TokenResponse;
import dev.gatehouse.server.authorization.UserTokenIssuer;
import dev.gatehouse.server.authorization.UserTokenIssuer.PreparedTokens;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.oauth.OAuthError;
import dev.gatehouse.server.session.RefreshToken;
import dev.gatehouse.server.session.RefreshTokenStore;
import dev.gatehouse.server.session.RefreshTokenStore.Exchange;
import dev.gatehouse.server.session.RefreshTokenStore.IssuedRefreshToken;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.UserStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code refresh_token} (RFC 6749 §6): new tokens for one that lasts, which may itself be exchanged for the next. */
final class RefreshTokenGrant implements Grant {
    private static final String UNKNOWN = "Unknown or invalid refresh token.";
    private static final String NO_USER = "The refresh_token was generated for a user who doesn't exist anymore.";

    private final Database database;
    private final UserStore users;
    private final RefreshTokenStore refreshTokens;
    private final UserTokenIssuer tokens;
    private final AccessPolicy policy;
    private final OrganizationLogin organizations;
    private final AuthenticationEvents events;

    RefreshTokenGrant(
            Database database,
            DocumentStore documents,
            UserStore users,
            RefreshTokenStore refreshTokens,
            UserTokenIssuer tokens,
            AuthenticationEvents events) {
        this.database = database;
        this.users = users;
        this.refreshTokens = refreshTokens;
        this.tokens = tokens;
        this.events = events;
        policy = new AccessPolicy(documents);
        organizations = new OrganizationLogin(documents);
    }

    /**
     * @param tokens null when it was refused
     * @param value the next refresh token; null where the client keeps the one it has
     * @param refusal what is said of it; null when it was not refused
     */
    private record Refreshed(
            @Nullable PreparedTokens tokens,
            @Nullable String value,
            @Nullable String refusal) {
        static Refreshed refused(String description) {
            return new Refreshed(null, null, description);
        }
    }

    @Override
    public String type() {
        return "refresh_token";
    }

    @Override
    public boolean allowsPublicClients() {
        return true;
    }

    @Override
    public TokenEvents events() {
        return TokenEvents.REFRESH_TOKEN;
    }

    @Override
    public TokenResponse issue(TokenRequest request, Client client) {
        String token = request.parameters().require("refresh_token");
        Refreshed refreshed = database.write(request.tenant(), tx -> refresh(tx, request, client, token));
        PreparedTokens prepared = refreshed.tokens();
        if (prepared == null) {
            throw OAuthError.INVALID_GRANT.refuse(String.valueOf(refreshed.refusal()));
        }
        return tokens.issue(request.tenant(), prepared).withRefreshToken(refreshed.value());
    }

    private Refreshed refresh(Transaction tx, TokenRequest request, Client client, String value) {
        Exchange exchange = refreshTokens.exchange(tx, client, value, request.device());
        IssuedRefreshToken issued = exchange.issued();
        if (issued == null) {
            RefreshToken reused = exchange.reused();
            if (reused != null) {
                User user = users.find(tx, reused.userId()).orElse(null);
                Event event = new Event(client, null, user, null, reused.audience(), UNKNOWN);
                events.append(tx, "ferrt", event, request.device());
            }
            return Refreshed.refused(UNKNOWN);
        }
        RefreshToken token = issued.token();
        User user = users.find(tx, token.userId()).orElse(null);
        if (user == null) {
            refreshTokens.delete(tx, token.id());
            return Refreshed.refused(NO_USER);
        }
        String organization = token.organizationId();
        if (organization != null && !organizations.hasMember(tx, organization, user.id())) {
            refreshTokens.delete(tx, token.id());
            return Refreshed.refused(UNKNOWN);
        }
        if (user.blocked()) {
            throw OAuthError.BLOCKED_USER.refuse("user is blocked");
        }
        AuthorizedAccess authorization = AuthorizedAccess.of(token, scopes(tx, request, client, token));
        events.append(tx, events().success(), Event.of(client, user).forAudience(token.audience()), request.device());
        return new Refreshed(tokens.prepare(tx, client, user, authorization, "refresh_token"), issued.value(), null);
    }

    /** What was granted and may still be had; narrower where fewer are asked for. */
    private List<String> scopes(Transaction tx, TokenRequest request, Client client, RefreshToken token) {
        List<String> granted =
                policy.allowed(tx, client, token.userId(), token.audience(), token.organizationId(), token.scopes());
        return request.scopes().isEmpty()
                ? granted
                : granted.stream().filter(request.scopes()::contains).toList();
    }
}
