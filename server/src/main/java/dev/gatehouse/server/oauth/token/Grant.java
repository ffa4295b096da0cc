package dev.gatehouse.server.oauth.token;

import dev.gatehouse.server.authorization.TokenResponse;
import dev.gatehouse.server.client.Client;

/**
 * One {@code grant_type}: only what makes it differ from the others. When it is asked, the request has been parsed and the
 * client authenticated and found to be allowed the grant. Thread-safe.
 */
interface Grant {
    /** The {@code grant_type} on the wire. */
    String type();

    /** Whether clients that have no secret or key may use it (RFC 6749 §2.1); what then proves the request is the grant's. */
    default boolean allowsPublicClients() {
        return false;
    }

    /** What the tenant's log is told of it. */
    default TokenEvents events() {
        return TokenEvents.CLIENT_CREDENTIALS;
    }

    /**
     * Decides on the access, and issues the tokens.
     *
     * @throws dev.gatehouse.server.oauth.OAuthException when it is refused
     */
    TokenResponse issue(TokenRequest request, Client client);
}
