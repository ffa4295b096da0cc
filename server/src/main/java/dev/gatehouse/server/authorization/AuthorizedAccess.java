package dev.gatehouse.server.authorization;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.session.RefreshToken;
import dev.gatehouse.server.store.document.View;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user authorized a client to: what tokens are issued for, now or by a code or a refresh token. */
public record AuthorizedAccess(ObjectNode json) implements View {
    /**
     * A new one.
     *
     * @param audience the API; that of the userinfo endpoint for none
     * @param scopes all that is allowed, those of OpenID Connect included
     */
    public static AuthorizedAccess of(String clientId, String userId, String audience, Collection<String> scopes) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("client_id", clientId)
                .put("user_id", userId)
                .put("audience", audience);
        scopes.forEach(json.putArray("scope")::add);
        return new AuthorizedAccess(json);
    }

    /** What a refresh token stands for. */
    public static AuthorizedAccess of(RefreshToken token, Collection<String> scopes) {
        AuthorizedAccess authorization =
                of(token.clientId(), token.userId(), token.audience(), scopes).inOrganization(token.organizationId());
        String sessionId = token.sessionId();
        return sessionId == null ? authorization : authorization.in(sessionId);
    }

    /** The same in a session. */
    public AuthorizedAccess in(String sessionId) {
        json.put("session_id", sessionId);
        return this;
    }

    /** The same in an organization; null for none. */
    public AuthorizedAccess inOrganization(@Nullable String organizationId) {
        json.put("organization_id", organizationId);
        return this;
    }

    /** The same with a {@code nonce} for the ID token. */
    public AuthorizedAccess withNonce(@Nullable String nonce) {
        json.put("nonce", nonce);
        return this;
    }

    /** The same, whose ID token says when the user signed in. */
    public AuthorizedAccess authenticatedAt(Instant time) {
        json.put("auth_time", time.getEpochSecond());
        return this;
    }

    public String clientId() {
        return text("client_id", "");
    }

    public String userId() {
        return text("user_id", "");
    }

    public String audience() {
        return text("audience", "");
    }

    public List<String> scopes() {
        return texts("scope");
    }

    /** The id of the organization; null for none. */
    public @Nullable String organizationId() {
        return text("organization_id");
    }

    /** The session; null for none. */
    public @Nullable String sessionId() {
        return text("session_id");
    }

    public @Nullable String nonce() {
        return text("nonce");
    }

    /** When the user signed in, in seconds since 1970; null where the ID token need not say it. */
    public @Nullable Long authTime() {
        return at("auth_time").isNumber() ? at("auth_time").asLong() : null;
    }

    public boolean isOpenId() {
        return scopes().contains("openid");
    }
}
