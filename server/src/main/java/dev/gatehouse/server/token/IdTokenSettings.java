package dev.gatehouse.server.token;

import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;

/**
 * What a client has set of its ID tokens. Immutable.
 *
 * @param clientId their {@code aud}
 * @param algorithm RS256, PS256 or HS256
 * @param secret the secret to sign with when {@code algorithm} is HS256
 * @param lifetime how long they are valid
 */
public record IdTokenSettings(String clientId, JWSAlgorithm algorithm, String secret, Duration lifetime) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "IdTokenSettings[" + clientId + "]";
    }
}
