package dev.gatehouse.server.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;

/**
 * A tenant's key. Thread-safe.
 *
 * @param jwk both halves, with the certificate
 * @param signer signs with the private half
 * @param verifier verifies with the public half
 */
record SigningKey(RSAKey jwk, JWSSigner signer, JWSVerifier verifier) {
    static SigningKey of(RSAKey jwk) {
        try {
            return new SigningKey(jwk, new RSASSASigner(jwk), new RSASSAVerifier(jwk.toRSAPublicKey()));
        } catch (JOSEException e) {
            throw new IllegalStateException("a signing key cannot be used", e);
        }
    }

    String id() {
        return jwk.getKeyID();
    }
}
