package dev.gatehouse.server.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.server.tenant.Tenant;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Verifies the JWTs that this server issued: RS256 only, by a key of the tenant's own. Keys that a token brings along
 * ({@code jwk}, {@code jku}, {@code x5u}) are never looked at. Thread-safe.
 */
public final class JwtAccessTokenVerifier implements AccessTokenVerifier {
    /** What a token is refused with that no accepted key has signed. */
    public static final String WRONG_SIGNATURE = "Invalid signature received for JSON Web Token validation";

    private static final int MAX_CHARACTERS = 32 * 1024;
    private static final String INVALID = "Invalid token";

    private final SigningKeys keys;
    private final Function<Tenant, String> audience;
    private final InstantSource clock;
    private final VerifiedTokens verified = new VerifiedTokens();

    /** Of tokens for the tenant's Management API. */
    public JwtAccessTokenVerifier(SigningKeys keys, InstantSource clock) {
        this(keys, Tenant::managementAudience, clock);
    }

    /**
     * Of tokens for another API.
     *
     * @param audience the API's identifier, which has to be in their {@code aud}
     */
    public JwtAccessTokenVerifier(SigningKeys keys, Function<Tenant, String> audience, InstantSource clock) {
        this.keys = keys;
        this.audience = audience;
        this.clock = clock;
    }

    @Override
    public AccessToken verify(Tenant tenant, String token) throws InvalidTokenException {
        AccessToken known = verified.find(tenant, token, keys.of(tenant));
        AccessToken read = known == null ? verifyAnew(tenant, token) : known;
        if (!clock.instant().isBefore(read.expiresAt())) {
            verified.forget(tenant, token);
            throw new InvalidTokenException("Expired token received for JSON Web Token validation");
        }
        return read;
    }

    private AccessToken verifyAnew(Tenant tenant, String token) throws InvalidTokenException {
        SignedJWT jwt = parse(token);
        // RFC 8725 §3.1: the algorithm is ours to choose, not the token's.
        if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())) {
            throw new InvalidTokenException(INVALID);
        }
        SigningKey key = signedWith(jwt, tenant);
        JWTClaimsSet claims = claims(jwt);
        requireOwn(tenant, claims);
        AccessToken read = new AccessToken(
                text(claims, "jti"),
                text(claims, "sub"),
                client(claims),
                key.id(),
                scopes(claims),
                requireTimes(claims));
        verified.remember(tenant, token, key, read);
        return read;
    }

    private static SignedJWT parse(String token) throws InvalidTokenException {
        try {
            return ReceivedJwt.parse(token, MAX_CHARACTERS);
        } catch (ParseException e) {
            throw new InvalidTokenException(INVALID);
        }
    }

    private static JWTClaimsSet claims(SignedJWT jwt) throws InvalidTokenException {
        try {
            return jwt.getJWTClaimsSet();
        } catch (ParseException e) {
            throw new InvalidTokenException(INVALID);
        }
    }

    private SigningKey signedWith(SignedJWT jwt, Tenant tenant) throws InvalidTokenException {
        String keyId = jwt.getHeader().getKeyID();
        SigningKey key = keys.knowing(tenant, keyId).find(keyId);
        try {
            if (key != null && jwt.verify(key.verifier())) {
                return key;
            }
        } catch (JOSEException e) {
            throw new InvalidTokenException(INVALID);
        }
        throw new InvalidTokenException(WRONG_SIGNATURE);
    }

    private void requireOwn(Tenant tenant, JWTClaimsSet claims) throws InvalidTokenException {
        if (!tenant.issuer().equals(claims.getIssuer())) {
            throw new InvalidTokenException(INVALID);
        }
        if (!claims.getAudience().contains(audience.apply(tenant))) {
            throw new InvalidTokenException("Bad audience: " + String.join(", ", claims.getAudience()));
        }
    }

    /** When it expires, which may be past: that has a message of its own. */
    private Instant requireTimes(JWTClaimsSet claims) throws InvalidTokenException {
        Instant now = clock.instant();
        Date notBefore = claims.getNotBeforeTime();
        // Not by iat: the node that issued it may be ahead of this one.
        if (claims.getExpirationTime() == null
                || notBefore != null && notBefore.toInstant().isAfter(now)) {
            throw new InvalidTokenException(INVALID);
        }
        return claims.getExpirationTime().toInstant();
    }

    private static String client(JWTClaimsSet claims) {
        String client = text(claims, "azp");
        // RFC 9068 §2.2 has client_id where the other profile has azp.
        return client.isEmpty() ? text(claims, "client_id") : client;
    }

    private static String text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text ? text : "";
    }

    private static Set<String> scopes(JWTClaimsSet claims) {
        String scope = text(claims, "scope").strip();
        return scope.isEmpty() ? Set.of() : new HashSet<>(List.of(scope.split(" +")));
    }
}
