package dev.gatehouse.server.oauth.token;

import dev.gatehouse.server.client.Client;

/**
 * One {@code grant_type}: only what makes it differ from the others. When it is asked, the request has been parsed and the
 * client authenticated and found to be allowed the grant; what it returns is issued by {@link TokenEndpoint}. Thread-safe.
 */
interface Grant {
    /** The {@code grant_type} on the wire. */
    String type();

    /** Whether clients that have no secret or key may use it (RFC 6749 §2.1); what then proves the request is the grant's. */
    default boolean allowsPublicClients() {
        return false;
    }

    /**
     * Decides on the access.
     *
     * @throws dev.gatehouse.server.oauth.OAuthException when it is refused
     */
    GrantedAccess authorize(TokenRequest request, Client client);
}
