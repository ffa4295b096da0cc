package dev.gatehouse.server.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.server.certificate.Certificates;
import dev.gatehouse.server.certificate.RsaProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Locale;

/**
 * A tenant's key. Thread-safe.
 *
 * @param jwk the public half, with its certificate
 * @param role what it is for
 * @param signer signs with the private half
 * @param verifier verifies with the public half
 */
record SigningKey(RSAKey jwk, Role role, JWSSigner signer, JWSVerifier verifier) {
    /** What a key is for; its name in lower case is the {@code role} of the stored document. */
    enum Role {
        /** Published, so that it is known everywhere before the first token is signed with it. */
        NEXT,
        /** Signs new tokens. */
        CURRENT,
        /** Signed before; its tokens are good until they expire. */
        PREVIOUS,
        /** No longer accepted. */
        REVOKED;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static SigningKey of(ObjectNode document) {
        try {
            byte[] certificate = new Base64(document.path("cert").asText()).decode();
            byte[] key = new Base64(document.path("private_key").asText()).decode();
            RSAKey jwk = jwk(document.path("kid").asText(), Certificates.parse(certificate));
            return new SigningKey(
                    jwk, role(document), signer(key), new RSASSAVerifier((RSAPublicKey) jwk.toPublicKey()));
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("a signing key cannot be read", e);
        }
    }

    private static JWSSigner signer(byte[] pkcs8) throws GeneralSecurityException {
        Provider provider = RsaProvider.get();
        // Read as PKCS#8 it keeps its primes, without which signing takes three times as long.
        RSASSASigner signer = new RSASSASigner(
                KeyFactory.getInstance("RSA", provider).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        signer.getJCAContext().setProvider(provider);
        return signer;
    }

    static Role role(ObjectNode document) {
        // A key without a role is of before keys had them: its tenant's only one.
        String role = document.path("role").asText(Role.CURRENT.stored());
        for (Role candidate : Role.values()) {
            if (candidate.stored().equals(role)) {
                return candidate;
            }
        }
        throw new IllegalStateException("a signing key has the role " + role);
    }

    @SuppressWarnings("deprecation") // RFC 7517 §4.8: x5t is the SHA-1; clients of the API look for it
    private static RSAKey jwk(String id, X509Certificate certificate) throws GeneralSecurityException {
        byte[] encoded = certificate.getEncoded();
        return new RSAKey.Builder((RSAPublicKey) certificate.getPublicKey())
                .keyID(id)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .x509CertChain(List.of(Base64.encode(encoded)))
                .x509CertThumbprint(
                        Base64URL.encode(MessageDigest.getInstance("SHA-1").digest(encoded)))
                .build();
    }

    String id() {
        return jwk.getKeyID();
    }
}
