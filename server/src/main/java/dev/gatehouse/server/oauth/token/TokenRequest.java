package dev.gatehouse.server.oauth.token;

import dev.gatehouse.server.browser.Browser;
import dev.gatehouse.server.error.Excerpt;
import dev.gatehouse.server.http.Request;
import dev.gatehouse.server.oauth.OAuthError;
import dev.gatehouse.server.session.UserDevice;
import dev.gatehouse.server.tenant.Tenant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token request (RFC 6749 §3.2), parsed once. Its client is not authenticated yet.
 *
 * @param tenant the tenant whose endpoint was asked
 * @param device where it comes from
 * @param grantType a grant that this server has
 * @param credentials what the client proves itself with
 * @param audience the API asked for; null when none was named
 * @param scopes the scopes asked for, in their order; empty when none was
 * @param organization an organization's id or name; null when none was named
 * @param parameters all parameters, for those that only one grant has
 */
record TokenRequest(
        Tenant tenant,
        UserDevice device,
        String grantType,
        PresentedCredentials credentials,
        @Nullable String audience,
        Set<String> scopes,
        @Nullable String organization,
        TokenParameters parameters) {
    TokenRequest {
        scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    }

    /**
     * Parses a request.
     *
     * @param grantTypes the grants that this server has
     * @throws dev.gatehouse.server.oauth.OAuthException when it is malformed, or asks for another grant
     */
    static TokenRequest parse(Tenant tenant, Request request, Set<String> grantTypes) {
        TokenParameters parameters = TokenParameters.of(request);
        String grantType = parameters.require("grant_type");
        if (!grantTypes.contains(grantType)) {
            throw OAuthError.UNSUPPORTED_GRANT_TYPE.refuse("Unsupported grant type: " + Excerpt.of(grantType));
        }
        return of(tenant, request, grantType, parameters);
    }

    /** Parses what a client sends about a token instead of for one: {@code grantType} is empty. */
    static TokenRequest withoutGrant(Tenant tenant, Request request) {
        return of(tenant, request, "", TokenParameters.of(request));
    }

    private static TokenRequest of(Tenant tenant, Request request, String grantType, TokenParameters parameters) {
        return new TokenRequest(
                tenant,
                Browser.device(request),
                grantType,
                PresentedCredentials.of(request.header("authorization"), parameters),
                parameters.get("audience"),
                scopes(parameters.get("scope")),
                parameters.get("organization"),
                parameters);
    }

    private static Set<String> scopes(@Nullable String scope) {
        return scope == null || scope.isBlank()
                ? Set.of()
                : new LinkedHashSet<>(Arrays.asList(scope.strip().split(" +")));
    }
}
