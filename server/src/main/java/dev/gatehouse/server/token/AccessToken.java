package dev.gatehouse.server.token;

import java.time.Instant;
import java.util.Set;

/**
 * A verified access token.
 *
 * @param id its {@code jti}
 * @param subject its {@code sub}, as in {@code CLIENT_ID@clients}
 * @param clientId its {@code azp}
 * @param keyId the {@code kid} of the key that it is signed with
 * @param scopes the scopes granted
 * @param expiresAt its {@code exp}
 */
public record AccessToken(
        String id, String subject, String clientId, String keyId, Set<String> scopes, Instant expiresAt) {
    public AccessToken {
        scopes = Set.copyOf(scopes);
    }
}
