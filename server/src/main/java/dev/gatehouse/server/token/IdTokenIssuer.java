package dev.gatehouse.server.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.server.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;

/** Issues and reads ID tokens (OpenID Connect Core §2). Thread-safe. */
public final class IdTokenIssuer {
    private static final int MAX_CHARACTERS = 32 * 1024;

    private final SigningKeys keys;
    private final InstantSource clock;

    public IdTokenIssuer(SigningKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * A token.
     *
     * @param claims all beside {@code iss}, {@code sub}, {@code aud}, {@code iat} and {@code exp}
     */
    public String issue(Tenant tenant, IdTokenSettings client, String subject, Map<String, Object> claims) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
        claims.forEach(set::claim);
        set.issuer(tenant.issuer())
                .subject(subject)
                .audience(client.clientId())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(client.lifetime())));
        JWSHeader.Builder header = new JWSHeader.Builder(client.algorithm()).type(JOSEObjectType.JWT);
        try {
            if (client.algorithm().equals(JWSAlgorithm.HS256)) {
                return AccessTokenIssuer.signed(header, AccessTokenIssuer.hmac(client.secret()), set.build())
                        .serialize();
            }
            SigningKey key = keys.of(tenant).current();
            return AccessTokenIssuer.signed(header.keyID(key.id()), key.signer(), set.build())
                    .serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("an ID token cannot be signed", e);
        }
    }

    /** The half of a token's SHA-256 that ties it to an ID token: {@code at_hash} and {@code c_hash} (§3.3.2.11). */
    public static String halfHash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, digest.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    /**
     * The claims of a token that this tenant signed with a key of its own, even when it has expired, as a hint may have
     * (RP-Initiated Logout §2).
     *
     * @throws AccessTokenVerifier.InvalidTokenException when it is not such a token
     */
    public JWTClaimsSet readHint(Tenant tenant, String token) throws AccessTokenVerifier.InvalidTokenException {
        try {
            SignedJWT jwt = ReceivedJwt.parse(token, MAX_CHARACTERS);
            JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
            String keyId = jwt.getHeader().getKeyID();
            SigningKey key = keys.knowing(tenant, keyId).find(keyId);
            boolean asymmetric = JWSAlgorithm.RS256.equals(algorithm) || JWSAlgorithm.PS256.equals(algorithm);
            if (asymmetric
                    && key != null
                    && jwt.verify(key.verifier())
                    && tenant.issuer().equals(jwt.getJWTClaimsSet().getIssuer())) {
                return jwt.getJWTClaimsSet();
            }
        } catch (java.text.ParseException | JOSEException e) {
            // as one of a wrong signature
        }
        throw new AccessTokenVerifier.InvalidTokenException("Invalid id_token_hint");
    }
}
