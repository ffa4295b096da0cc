package dev.gatehouse.server.authorization;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.View;
import org.jspecify.annotations.Nullable;

/** What an authorization code stands for (RFC 6749 §4.1.2). */
public record AuthorizationCode(ObjectNode json) implements View {
    /** That for what a user authorized by a request. */
    public static AuthorizationCode of(AuthorizationRequest request, AuthorizedAccess authorization) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("authorization", authorization.json());
        json.put("redirect_uri", request.redirectUri())
                .put("redirect_uri_sent", request.redirectUriSent())
                .put("code_challenge", request.codeChallenge());
        return new AuthorizationCode(json);
    }

    public AuthorizedAccess authorization() {
        return new AuthorizedAccess(json.withObjectProperty("authorization"));
    }

    /** Whether that is the {@code redirect_uri} of the request, which may be left out where the request had none. */
    public boolean isFor(@Nullable String redirectUri) {
        return redirectUri == null ? !flag("redirect_uri_sent") : redirectUri.equals(text("redirect_uri"));
    }

    /** The challenge that the verifier has to meet; null where there was none, and there must be no verifier. */
    public @Nullable String codeChallenge() {
        return text("code_challenge");
    }

    /** Notes what it was redeemed for, which ends with its second use. */
    public void redeemed(String accessTokenId, @Nullable String refreshTokenId) {
        json.put("access_token_id", accessTokenId).put("refresh_token_id", refreshTokenId);
    }

    /** The {@code jti} of its access token; null until it is redeemed. */
    public @Nullable String accessTokenId() {
        return text("access_token_id");
    }

    /** The id of its refresh token; null for none. */
    public @Nullable String refreshTokenId() {
        return text("refresh_token_id");
    }
}
