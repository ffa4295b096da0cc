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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Verifies the JWTs that this server issued: RS256 only, by a key of the tenant's own. Keys that a token brings along
 * ({@code jwk}, {@code jku}, {@code x5u}) are never looked at. A token that was good is remembered until it expires, since a
 * client shows the same one with every call.
 */
public final class JwtAccessTokenVerifier implements AccessTokenVerifier {
    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_CHARACTERS = 16 * 1024;

    private final SigningKeys keys;
    private final InstantSource clock;
    private final Map<Presented, AccessToken> remembered = new ConcurrentHashMap<>();

    private record Presented(String tenantId, String token) {}

    public JwtAccessTokenVerifier(SigningKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public AccessToken verify(Tenant tenant, String token) throws InvalidTokenException {
        Presented presented = new Presented(tenant.id(), token);
        AccessToken known = remembered.get(presented);
        if (known == null) {
            known = verifyAnew(tenant, token);
            if (remembered.size() >= MOST_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(presented, known);
        }
        if (!clock.instant().isBefore(known.expiresAt())) {
            remembered.remove(presented);
            throw new InvalidTokenException("Expired token received for JSON Web Token validation");
        }
        return known;
    }

    private AccessToken verifyAnew(Tenant tenant, String token) throws InvalidTokenException {
        SignedJWT jwt = parse(token);
        if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())) {
            throw new InvalidTokenException("Invalid token");
        }
        requireSignature(tenant, jwt);
        return read(tenant, claims(jwt));
    }

    private static SignedJWT parse(String token) throws InvalidTokenException {
        try {
            if (token.length() <= MOST_CHARACTERS) {
                return SignedJWT.parse(token);
            }
        } catch (ParseException e) {
            throw new InvalidTokenException("Invalid token");
        }
        throw new InvalidTokenException("Invalid token");
    }

    private static JWTClaimsSet claims(SignedJWT jwt) throws InvalidTokenException {
        try {
            return jwt.getJWTClaimsSet();
        } catch (ParseException e) {
            throw new InvalidTokenException("Invalid token");
        }
    }

    private void requireSignature(Tenant tenant, SignedJWT jwt) throws InvalidTokenException {
        for (SigningKey key : keys.all(tenant)) {
            if (key.id().equals(jwt.getHeader().getKeyID())) {
                try {
                    if (jwt.verify(key.verifier())) {
                        return;
                    }
                } catch (JOSEException e) {
                    throw new InvalidTokenException("Invalid token");
                }
            }
        }
        throw new InvalidTokenException("Invalid signature received for JSON Web Token validation");
    }

    private AccessToken read(Tenant tenant, JWTClaimsSet claims) throws InvalidTokenException {
        if (!tenant.issuer().equals(claims.getIssuer())) {
            throw new InvalidTokenException("Invalid token");
        }
        if (!claims.getAudience().contains(tenant.managementAudience())) {
            throw new InvalidTokenException("Bad audience: " + String.join(", ", claims.getAudience()));
        }
        Date expires = claims.getExpirationTime();
        Date notBefore = claims.getNotBeforeTime();
        Instant now = clock.instant();
        if (expires == null || notBefore != null && now.isBefore(notBefore.toInstant())) {
            throw new InvalidTokenException("Invalid token");
        }
        return new AccessToken(
                String.valueOf(claims.getJWTID()),
                String.valueOf(claims.getSubject()),
                String.valueOf(claims.getClaim("azp")),
                scopes(claims),
                expires.toInstant());
    }

    private static Set<String> scopes(JWTClaimsSet claims) {
        return claims.getClaim("scope") instanceof String text && !text.isBlank()
                ? new HashSet<>(List.of(text.strip().split(" +")))
                : Set.of();
    }
}
