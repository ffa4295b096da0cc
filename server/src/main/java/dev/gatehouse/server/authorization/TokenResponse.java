package dev.gatehouse.server.authorization;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a grant gives (RFC 6749 §5.1, OpenID Connect Core §3.1.3.3). Immutable.
 *
 * @param lifetime how long the access token is valid
 * @param scopes what it allows; may be empty
 * @param idToken null for none
 * @param refreshToken null for none
 */
public record TokenResponse(
        String accessToken,
        Duration lifetime,
        List<String> scopes,
        @Nullable String idToken,
        @Nullable String refreshToken) {
    public TokenResponse {
        scopes = List.copyOf(scopes);
    }

    /** The same with a refresh token. */
    public TokenResponse withRefreshToken(@Nullable String token) {
        return new TokenResponse(accessToken, lifetime, scopes, idToken, token);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "TokenResponse[" + scopes + "]";
    }
}
