package dev.gatehouse.client.token;

import java.util.Map;

/** How a client proves itself to the token endpoint: the parameters to add to its request. */
@FunctionalInterface
public interface ClientAuthentication {
    Map<String, String> parameters();

    /** With its secret (RFC 6749 §2.3.1). */
    static ClientAuthentication secret(String secret) {
        return () -> Map.of("client_secret", secret);
    }
}
