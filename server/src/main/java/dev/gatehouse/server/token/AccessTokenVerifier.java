package dev.gatehouse.server.token;

import dev.gatehouse.server.tenant.Tenant;

/** Verifies bearer tokens presented to a tenant's Management API. Thread-safe. */
public interface AccessTokenVerifier {
    /**
     * @throws InvalidTokenException when the token is malformed, of another issuer or audience, expired, revoked, or not
     *     signed by one of the tenant's keys with RS256
     */
    AccessToken verify(Tenant tenant, String token) throws InvalidTokenException;

    /** The token was refused; the message is the public one, as in {@code Invalid token} or {@code Expired token received for JSON Web Token validation}. */
    final class InvalidTokenException extends Exception {
        private static final long serialVersionUID = 1L;

        public InvalidTokenException(String message) {
            super(message);
        }
    }
}
