package dev.gatehouse.client.token;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/**
 * With a JWT that it signs anew for each request ({@code private_key_jwt}, RFC 7523), good for 60 seconds. Thread-safe.
 */
public final class ClientAssertion implements ClientAuthentication {
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final int SECONDS = 60;

    private final String clientId;
    private final String audience;
    private final PrivateKey key;
    private final String algorithm;
    private final InstantSource clock;

    /**
     * Assertions of one client, signed with its key.
     *
     * @param audience the issuer of the tenant, as in {@code https://DOMAIN/}
     * @param algorithm RS256, RS384 or PS256
     * @param key an RSA key
     * @throws IllegalArgumentException for another algorithm or another kind of key
     */
    public ClientAssertion(String clientId, String audience, PrivateKey key, String algorithm, InstantSource clock) {
        this.clientId = clientId;
        this.audience = audience;
        this.key = key;
        this.algorithm = algorithm;
        this.clock = clock;
        signer(algorithm);
        if (!key.getAlgorithm().startsWith("RSA")) {
            throw new IllegalArgumentException(
                    "clientAssertionSigningKey must be an RSA key, and is one for " + key.getAlgorithm());
        }
    }

    /**
     * An RSA key in PEM, PKCS#8.
     *
     * @throws IllegalArgumentException when it is not that
     */
    public static PrivateKey parseKey(String pem) {
        if (pem.contains("BEGIN RSA PRIVATE KEY")) {
            throw new IllegalArgumentException("clientAssertionSigningKey is in PKCS#1; write it in PKCS#8 with:"
                    + " openssl pkcs8 -topk8 -nocrypt -in key.pem");
        }
        try {
            String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "clientAssertionSigningKey is not an RSA private key in PEM (PKCS#8)", e);
        }
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("client_assertion_type", TYPE, "client_assertion", assertion());
    }

    private String assertion() {
        Instant now = clock.instant();
        ObjectNode header =
                JsonNodeFactory.instance.objectNode().put("alg", algorithm).put("typ", "JWT");
        ObjectNode claims = JsonNodeFactory.instance
                .objectNode()
                .put("iss", clientId)
                .put("sub", clientId)
                .put("aud", audience)
                .put("iat", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + SECONDS)
                .put("jti", UUID.randomUUID().toString());
        String content = base64(header.toString()) + "." + base64(claims.toString());
        try {
            Signature signature = signer(algorithm);
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the client assertion cannot be signed with this key", e);
        }
    }

    private static Signature signer(String algorithm) {
        try {
            switch (algorithm) {
                case "RS256":
                    return Signature.getInstance("SHA256withRSA");
                case "RS384":
                    return Signature.getInstance("SHA384withRSA");
                case "PS256":
                    Signature signature = Signature.getInstance("RSASSA-PSS");
                    signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
                    return signature;
                default:
                    throw new IllegalArgumentException(
                            "clientAssertionSigningAlg must be RS256, RS384 or PS256, and is " + algorithm);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + algorithm, e);
        }
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
