package dev.gatehouse.server.certificate;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;

/** RSA public keys that were sent in PEM. */
public final class PublicKeyPem {
    /** RFC 7518 §3.3: a shorter key must not be used. */
    private static final int MIN_BITS = 2_048;

    private PublicKeyPem() {}

    /**
     * The key in a block of PEM: a public key, or the one in a certificate.
     *
     * @throws IllegalArgumentException when there is none, it is too short, or the private half was sent; the message is
     *     public
     */
    public static RSAKey rsa(String pem) {
        JWK key = parse(pem);
        if (!(key instanceof RSAKey rsa)) {
            throw new IllegalArgumentException("pem holds no RSA public key");
        }
        if (rsa.isPrivate()) {
            throw new IllegalArgumentException("pem holds a private key; send the public one only");
        }
        if (rsa.size() < MIN_BITS) {
            throw new IllegalArgumentException(
                    "pem holds an RSA key of " + rsa.size() + " bits; " + MIN_BITS + " is the least");
        }
        return rsa;
    }

    private static JWK parse(String pem) {
        try {
            return JWK.parseFromPEMEncodedObjects(pem);
        } catch (JOSEException | IllegalArgumentException e) {
            throw new IllegalArgumentException("pem holds no RSA public key", e);
        }
    }
}
