package dev.gatehouse.server.authorization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.View;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An authorization request (OpenID Connect Core §3.1.2.1) that was found to be valid, by the names of its parameters. */
public record AuthorizationRequest(ObjectNode json) implements View {
    public String clientId() {
        return text("client_id", "");
    }

    /** Where the response goes: what was sent, or the client's first callback. */
    public String redirectUri() {
        return text("redirect_uri", "");
    }

    /** Whether the client sent its {@code redirect_uri}, so that it has to be sent with the code, too. */
    public boolean redirectUriSent() {
        return flag("redirect_uri_sent");
    }

    /** {@code code}, {@code token} and {@code id_token}, those that were asked for. */
    public Set<String> responseTypes() {
        return Set.copyOf(texts("response_type"));
    }

    /** {@code query}, {@code fragment}, {@code form_post} or {@code web_message}. */
    public String responseMode() {
        return text("response_mode", "query");
    }

    /** The scopes, in their order. */
    public List<String> scopes() {
        return texts("scope");
    }

    public boolean isOpenId() {
        return scopes().contains("openid");
    }

    /** The API that was asked for, or the tenant's default; null for none. */
    public @Nullable String audience() {
        return text("audience");
    }

    public @Nullable String state() {
        return text("state");
    }

    public @Nullable String nonce() {
        return text("nonce");
    }

    /** The S256 challenge of PKCE (RFC 7636 §4.3); null for none. */
    public @Nullable String codeChallenge() {
        return text("code_challenge");
    }

    public boolean hasPrompt(String prompt) {
        return texts("prompt").contains(prompt);
    }

    /** Whether nothing may be shown. */
    public boolean isSilent() {
        return hasPrompt("none");
    }

    /** How long ago the user may have signed in; null for any time. */
    public @Nullable Duration maxAge() {
        return at("max_age").isNumber() ? Duration.ofSeconds(at("max_age").asLong()) : null;
    }

    /** Who is expected to sign in; empty for anybody. */
    public String loginHint() {
        return text("login_hint", "");
    }

    /** Whether the sign-up page is to be shown first. */
    public boolean opensSignUp() {
        return "signup".equals(text("screen_hint"));
    }

    /** The id of the organization to sign in to; null for none. */
    public @Nullable String organization() {
        return text("organization");
    }

    /** The name of the connection to sign in on; null for any. */
    public @Nullable String connection() {
        return text("connection");
    }
}
