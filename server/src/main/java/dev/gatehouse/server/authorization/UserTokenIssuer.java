package dev.gatehouse.server.authorization;

import com.nimbusds.jose.JWSAlgorithm;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.resourceserver.ResourceServer;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.token.AccessTokenContent;
import dev.gatehouse.server.token.AccessTokenIssuer;
import dev.gatehouse.server.token.AccessTokenSettings;
import dev.gatehouse.server.token.IdTokenIssuer;
import dev.gatehouse.server.token.IdTokenSettings;
import dev.gatehouse.server.token.TokenSubject;
import dev.gatehouse.server.user.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Issues the tokens of users, in two steps, since signing is too slow for a write: {@link #prepare} reads what is in them, {@link
 * #issue} signs. Thread-safe.
 */
public final class UserTokenIssuer {
    private static final int ID_TOKEN_LIFETIME = 36_000;

    private final DocumentCollection<ResourceServer> apis;
    private final AccessPolicy policy;
    private final OrganizationLogin organizations;
    private final AccessTokenIssuer accessTokens;
    private final IdTokenIssuer idTokens;

    public UserTokenIssuer(DocumentStore documents, AccessTokenIssuer accessTokens, IdTokenIssuer idTokens) {
        apis = documents.of(ResourceServer.KIND, ResourceServer::new);
        policy = new AccessPolicy(documents);
        organizations = new OrganizationLogin(documents);
        this.accessTokens = accessTokens;
        this.idTokens = idTokens;
    }

    /**
     * Tokens that are not signed yet.
     *
     * @param subject who the access token is for
     * @param api what the API has set of it
     * @param content what is in it
     * @param idToken what the client has set of its ID token; null for none
     * @param idClaims what is in it
     */
    public record PreparedTokens(
            TokenSubject subject,
            AccessTokenSettings api,
            AccessTokenContent content,
            @Nullable IdTokenSettings idToken,
            Map<String, Object> idClaims) {
        /** The {@code jti} of the access token. */
        public String accessTokenId() {
            return content.id();
        }
    }

    /**
     * What is in the tokens of an authorization.
     *
     * @param grant the {@code gty} of the access token; null for none
     */
    public PreparedTokens prepare(
            Transaction tx, Client client, User user, AuthorizedAccess authorization, @Nullable String grant) {
        Tenant tenant = tx.tenant();
        Optional<ResourceServer> api = apis.findBy(tx, "identifier", authorization.audience());
        if (api.isEmpty() && !authorization.audience().equals(tenant.userInfoAudience())) {
            throw ErrorCode.INEXISTENT_RESOURCE_SERVER.refuse();
        }
        AccessTokenSettings settings =
                api.map(ResourceServer::tokens).orElseGet(() -> AccessTokenSettings.userInfo(tenant));
        List<String> audiences = new ArrayList<>(List.of(authorization.audience()));
        if (api.isPresent() && authorization.isOpenId() && settings.algorithm().equals(JWSAlgorithm.RS256)) {
            audiences.add(tenant.userInfoAudience());
        }
        String organizationId = authorization.organizationId();
        Map<String, String> organization = organizationId == null ? Map.of() : organizations.claims(tx, organizationId);
        AccessTokenContent content = new AccessTokenContent(
                accessTokens.newId(),
                audiences,
                authorization.scopes(),
                settings.withPermissions()
                        ? policy.permissions(tx, user.id(), authorization.audience(), authorization.organizationId())
                        : List.of(),
                organization);
        return new PreparedTokens(
                new TokenSubject(user.id(), client.id(), grant),
                settings,
                content,
                authorization.isOpenId() ? idTokenSettings(client) : null,
                idClaims(user, authorization, organization));
    }

    /** For the browser, where tokens are easier to steal, access tokens of an API are valid for another, shorter time. */
    public PreparedTokens forBrowser(Transaction tx, PreparedTokens prepared) {
        return apis.findBy(tx, "identifier", prepared.api().identifier())
                .map(api -> api.number("token_lifetime_for_web", 7_200))
                .map(seconds -> new PreparedTokens(
                        prepared.subject(),
                        prepared.api().withLifetime(Duration.ofSeconds(seconds)),
                        prepared.content(),
                        prepared.idToken(),
                        prepared.idClaims()))
                .orElse(prepared);
    }

    private static IdTokenSettings idTokenSettings(Client client) {
        return new IdTokenSettings(
                client.id(),
                JWSAlgorithm.parse(client.text("jwt_configuration/alg", "RS256")),
                client.secret(),
                Duration.ofSeconds(client.number("jwt_configuration/lifetime_in_seconds", ID_TOKEN_LIFETIME)));
    }

    private static Map<String, Object> idClaims(
            User user, AuthorizedAccess authorization, Map<String, String> organization) {
        Map<String, Object> claims = new LinkedHashMap<>(UserClaims.of(user, authorization.scopes()));
        claims.putAll(organization);
        putIfPresent(claims, "sid", authorization.sessionId());
        putIfPresent(claims, "nonce", authorization.nonce());
        putIfPresent(claims, "auth_time", authorization.authTime());
        return claims;
    }

    private static void putIfPresent(Map<String, Object> claims, String name, @Nullable Object value) {
        if (value != null) {
            claims.put(name, value);
        }
    }

    /** Signs the tokens of a token response. */
    public TokenResponse issue(Tenant tenant, PreparedTokens prepared) {
        IdTokenSettings settings = prepared.idToken();
        return new TokenResponse(
                accessToken(tenant, prepared),
                prepared.api().lifetime(),
                prepared.content().scopes(),
                settings == null
                        ? null
                        : idTokens.issue(tenant, settings, prepared.subject().subject(), prepared.idClaims()),
                null);
    }

    /** Signs the access token alone. */
    public String accessToken(Tenant tenant, PreparedTokens prepared) {
        return accessTokens.issue(tenant, prepared.subject(), prepared.api(), prepared.content());
    }

    /**
     * Signs an ID token that comes beside others in the response to an authorization request, which it vouches for.
     *
     * @param accessToken null for none
     * @param code null for none
     * @throws IllegalArgumentException when no ID token was prepared
     */
    public String idToken(Tenant tenant, PreparedTokens prepared, @Nullable String accessToken, @Nullable String code) {
        IdTokenSettings settings = prepared.idToken();
        if (settings == null) {
            throw new IllegalArgumentException("no ID token was asked for");
        }
        Map<String, Object> claims = new LinkedHashMap<>(prepared.idClaims());
        putIfPresent(claims, "at_hash", accessToken == null ? null : IdTokenIssuer.halfHash(accessToken));
        putIfPresent(claims, "c_hash", code == null ? null : IdTokenIssuer.halfHash(code));
        return idTokens.issue(tenant, settings, prepared.subject().subject(), claims);
    }
}
