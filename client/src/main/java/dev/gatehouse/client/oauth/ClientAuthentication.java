package dev.gatehouse.client.oauth;

import java.util.Map;

/** How a client proves itself to the token endpoint. Thread-safe. */
@FunctionalInterface
public interface ClientAuthentication {
    /** The parameters to add to one request; asked for anew with each. */
    Map<String, String> parameters();

    /** With its secret (RFC 6749 §2.3.1). */
    static ClientAuthentication secret(String secret) {
        return () -> Map.of("client_secret", secret);
    }
}
