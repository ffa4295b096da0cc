package dev.gatehouse.client.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.client.token.AssertionAlgorithm;
import dev.gatehouse.client.token.AssertionSigner;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
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
    private final AssertionAlgorithm algorithm;
    private final AssertionSigner signer;
    private final InstantSource clock;

    /**
     * Assertions of one client.
     *
     * @param audience the issuer of the tenant, as in {@code https://DOMAIN/}
     * @param algorithm RS256, RS384 or PS256
     * @param signer signs by that algorithm
     * @throws IllegalArgumentException for another algorithm
     */
    public ClientAssertion(
            String clientId, String audience, String algorithm, AssertionSigner signer, InstantSource clock) {
        this.clientId = clientId;
        this.audience = audience;
        this.algorithm = AssertionAlgorithm.of(algorithm);
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * An RSA key in PEM, PKCS#8 or PKCS#1.
     *
     * @throws IllegalArgumentException when it is not that
     */
    public static PrivateKey parseKey(String pem) {
        return PemKey.parse(pem);
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("client_assertion_type", TYPE, "client_assertion", assertion());
    }

    private String assertion() {
        Instant now = clock.instant();
        ObjectNode header = JsonNodeFactory.instance
                .objectNode()
                .put("alg", algorithm.name())
                .put("typ", "JWT");
        ObjectNode claims = JsonNodeFactory.instance
                .objectNode()
                .put("iss", clientId)
                .put("sub", clientId)
                .put("aud", audience)
                .put("iat", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + SECONDS)
                .put("jti", UUID.randomUUID().toString());
        String content = base64(header.toString()) + "." + base64(claims.toString());
        byte[] signature = signer.sign(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
