package dev.gatehouse.server.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Issues access tokens as JWTs. Thread-safe. */
public final class AccessTokenIssuer {
    private final SigningKeys keys;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public AccessTokenIssuer(SigningKeys keys, Identifiers identifiers, InstantSource clock) {
        this.keys = keys;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * What a client is given a token for.
     *
     * @param audience the identifier of the API
     * @param scopes the scopes granted
     * @param lifetime how long it is good for
     * @param dialect the API's {@code token_dialect}
     * @param hmacSecret the API's secret when it has its tokens signed with HS256; null for RS256
     */
    public record Request(
            String clientId,
            String audience,
            List<String> scopes,
            Duration lifetime,
            String dialect,
            @Nullable String hmacSecret) {
        public Request {
            scopes = List.copyOf(scopes);
        }

        private boolean byProfile() {
            return dialect.startsWith("rfc9068_profile");
        }
    }

    /** A token for a client of its own, which nobody stands behind ({@code gty: client-credentials}). */
    public String issue(Tenant tenant, Request request) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(tenant.issuer())
                .subject(request.clientId() + "@clients")
                .audience(request.audience())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(request.lifetime())))
                .jwtID(identifiers.alphanumeric(22));
        if (!request.scopes().isEmpty()) {
            claims.claim("scope", String.join(" ", request.scopes()));
        }
        if (request.byProfile()) {
            claims.claim("client_id", request.clientId());
        } else {
            claims.claim("gty", "client-credentials").claim("azp", request.clientId());
        }
        if (request.dialect().endsWith("authz")) {
            claims.claim("permissions", request.scopes());
        }
        return sign(tenant, request, claims.build());
    }

    private String sign(Tenant tenant, Request request, JWTClaimsSet claims) {
        // RFC 9068 §2.1: its tokens are told apart by their type.
        JOSEObjectType type = request.byProfile() ? new JOSEObjectType("at+jwt") : JOSEObjectType.JWT;
        try {
            if (request.hmacSecret() != null) {
                byte[] secret = request.hmacSecret().getBytes(StandardCharsets.UTF_8);
                return signed(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).type(type).build(), new MACSigner(secret), claims);
            }
            SigningKey key = keys.current(tenant);
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .type(type)
                    .keyID(key.id())
                    .build();
            return signed(header, key.signer(), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException("a token cannot be signed", e);
        }
    }

    private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }
}
