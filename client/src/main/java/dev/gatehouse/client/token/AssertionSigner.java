package dev.gatehouse.client.token;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs assertions: with a key at hand, or wherever the key is kept, as in a key management service. Thread-safe. */
@FunctionalInterface
public interface AssertionSigner {
    /**
     * The signature of {@code content} by the algorithm that the assertion names, as JSON Web Signatures have it (RFC 7515
     * §5.1). What it throws, the request for a token fails with.
     */
    byte[] sign(byte[] content);

    /**
     * With an RSA key.
     *
     * @param algorithm RS256, RS384 or PS256
     * @throws IllegalArgumentException for another algorithm or another kind of key
     */
    static AssertionSigner of(PrivateKey key, String algorithm) {
        AssertionAlgorithm known = AssertionAlgorithm.of(algorithm);
        if (!key.getAlgorithm().startsWith("RSA")) {
            throw new IllegalArgumentException(
                    "clientAssertionSigningKey must be an RSA key, and is one for " + key.getAlgorithm());
        }
        return content -> {
            try {
                Signature signature = known.signature();
                signature.initSign(key);
                signature.update(content);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the client assertion cannot be signed with this key", e);
            }
        };
    }
}
