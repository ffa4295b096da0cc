package dev.gatehouse.server.token;

import org.jspecify.annotations.Nullable;

/**
 * Who an access token is for.
 *
 * @param subject its {@code sub}
 * @param clientId the client that it was issued to
 * @param grant its {@code gty}; null for none
 */
public record TokenSubject(
        String subject, String clientId, @Nullable String grant) {
    /** A client of its own, on behalf of nobody. */
    public static TokenSubject client(String clientId) {
        return new TokenSubject(clientId + "@clients", clientId, "client-credentials");
    }
}
