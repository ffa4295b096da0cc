package dev.gatehouse.server.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.server.certificate.PublicKeyPem;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts the tokens of an API to its key: a signed JWT within a JWE (RFC 7519 §5.2).
 *
 * @param key the API's public key
 * @param algorithm how the content key is encrypted
 * @param keyId the {@code kid} of the header; null for none
 */
public record TokenEncryption(
        RSAPublicKey key, JWEAlgorithm algorithm, @Nullable String keyId) {
    /**
     * Reads it off a resource server's {@code token_encryption}; null when there is none.
     *
     * @throws IllegalArgumentException when the key cannot be read
     */
    static @Nullable TokenEncryption of(JsonNode setting) {
        JsonNode key = setting.path("encryption_key");
        if (!key.isObject()) {
            return null;
        }
        try {
            return new TokenEncryption(
                    PublicKeyPem.rsa(key.path("pem").asText()).toRSAPublicKey(),
                    JWEAlgorithm.parse(key.path("alg").asText("RSA-OAEP-256")),
                    key.path("kid").isTextual() ? key.path("kid").asText() : null);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("token_encryption.encryption_key." + e.getMessage(), e);
        } catch (JOSEException e) {
            throw new IllegalStateException("a key that was read cannot be used", e);
        }
    }

    String encrypt(SignedJWT jwt) throws JOSEException {
        JWEHeader header = new JWEHeader.Builder(algorithm, EncryptionMethod.A256GCM)
                .contentType("JWT")
                .keyID(keyId)
                .build();
        JWEObject encrypted = new JWEObject(header, new Payload(jwt));
        encrypted.encrypt(new RSAEncrypter(key));
        return encrypted.serialize();
    }
}
