package dev.gatehouse.server.oauth.authorize;

import dev.gatehouse.server.authorization.AccessPolicy;
import dev.gatehouse.server.authorization.AuthorizationCode;
import dev.gatehouse.server.authorization.AuthorizationCodeStore;
import dev.gatehouse.server.authorization.AuthorizationRequest;
import dev.gatehouse.server.authorization.AuthorizedAccess;
import dev.gatehouse.server.authorization.OrganizationLogin;
import dev.gatehouse.server.authorization.UserTokenIssuer;
import dev.gatehouse.server.authorization.UserTokenIssuer.PreparedTokens;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.oauth.OAuthError;
import dev.gatehouse.server.session.Session;
import dev.gatehouse.server.session.UserConsents;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.UserStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what a request gets once its user is known, in two steps, since signing is too slow for a write. Thread-safe. */
final class AuthorizationDecision {
    private final UserStore users;
    private final UserConsents consents;
    private final AccessPolicy policy;
    private final OrganizationLogin organizations;
    private final AuthorizationCodeStore codes;
    private final UserTokenIssuer tokens;

    AuthorizationDecision(
            UserStore users,
            UserConsents consents,
            AccessPolicy policy,
            OrganizationLogin organizations,
            AuthorizationCodeStore codes,
            UserTokenIssuer tokens) {
        this.users = users;
        this.consents = consents;
        this.policy = policy;
        this.organizations = organizations;
        this.codes = codes;
        this.tokens = tokens;
    }

    /**
     * What a request gets.
     *
     * @param code null for none
     * @param tokens of a request for tokens; null for none
     */
    record Granted(
            User user, @Nullable String code, @Nullable PreparedTokens tokens) {}

    /**
     * Grants what the user may have.
     *
     * @param consented whether the user has just been asked
     * @return empty when the user has to be asked first
     * @throws dev.gatehouse.server.oauth.OAuthException when the user may not go on
     */
    Optional<Granted> decide(
            Transaction tx, Client client, AuthorizationRequest request, Session session, boolean consented) {
        User user = users.find(tx, session.userId())
                .orElseThrow(() -> OAuthError.ACCESS_DENIED.refuse("The user does not exist any more"));
        if (user.blocked()) {
            throw OAuthError.BLOCKED_USER.refuse("user is blocked");
        }
        String organization = request.organization();
        if (organization != null && !organizations.admits(tx, organization, user.id(), session.connection())) {
            throw OAuthError.ACCESS_DENIED.refuse(
                    "user " + user.id() + " is not part of the " + organization + " organization");
        }
        String audience = request.audience() == null ? tx.tenant().userInfoAudience() : request.audience();
        List<String> scopes = policy.allowed(tx, client, user.id(), audience, request.organization(), request.scopes());
        boolean asks = request.hasPrompt("consent")
                || policy.needsConsent(tx, client, audience, scopes, request.redirectUri())
                        && !consents.covers(tx, user.id(), client.id(), audience, scopes);
        if (asks && !consented) {
            return Optional.empty();
        }
        AuthorizedAccess authorization = AuthorizedAccess.of(client.id(), user.id(), audience, scopes)
                .in(session.id())
                .inOrganization(organization)
                .withNonce(request.nonce());
        if (request.maxAge() != null) {
            authorization.authenticatedAt(session.authenticatedAt());
        }
        Set<String> types = request.responseTypes();
        String code = types.contains("code") ? codes.insert(tx, AuthorizationCode.of(request, authorization)) : null;
        PreparedTokens prepared = types.contains("token") || types.contains("id_token")
                ? tokens.forBrowser(tx, tokens.prepare(tx, client, user, authorization, null))
                : null;
        return Optional.of(new Granted(user, code, prepared));
    }

    /** The parameters of the response. Signs tokens: slow. */
    Map<String, String> parameters(Tenant tenant, AuthorizationRequest request, Granted granted) {
        Map<String, String> parameters = new LinkedHashMap<>();
        PreparedTokens prepared = granted.tokens();
        String code = granted.code();
        if (code != null) {
            parameters.put("code", code);
        }
        if (prepared == null) {
            return parameters;
        }
        Set<String> types = request.responseTypes();
        String accessToken = types.contains("token") ? tokens.accessToken(tenant, prepared) : null;
        if (accessToken != null) {
            parameters.put("access_token", accessToken);
            parameters.put("scope", String.join(" ", prepared.content().scopes()));
            parameters.put("expires_in", Long.toString(prepared.api().lifetime().toSeconds()));
            parameters.put("token_type", "Bearer");
        }
        if (types.contains("id_token")) {
            parameters.put("id_token", tokens.idToken(tenant, prepared, accessToken, code));
        }
        return parameters;
    }
}
