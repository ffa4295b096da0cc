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
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Issues access tokens as JWTs. Thread-safe. */
public final class AccessTokenIssuer {
    private static final int JTI_LENGTH = 22;
    private static final int MIN_HMAC_KEY = 32;

    private final SigningKeys keys;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public AccessTokenIssuer(SigningKeys keys, Identifiers identifiers, InstantSource clock) {
        this.keys = keys;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** A new {@code jti}. */
    public String newId() {
        return identifiers.alphanumeric(JTI_LENGTH);
    }

    /** A token of a client's own for an API, in the dialect that the API has chosen. */
    public String issue(Tenant tenant, TokenSubject subject, AccessTokenSettings api, List<String> scopes) {
        return issue(
                tenant,
                subject,
                api,
                new AccessTokenContent(newId(), List.of(api.identifier()), scopes, scopes, Map.of()));
    }

    /** A token for an API, in the dialect that the API has chosen. */
    public String issue(Tenant tenant, TokenSubject subject, AccessTokenSettings api, AccessTokenContent content) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(tenant.issuer())
                .subject(subject.subject())
                .audience(content.audiences())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(api.lifetime())))
                .jwtID(content.id());
        if (!content.scopes().isEmpty()) {
            claims.claim("scope", String.join(" ", content.scopes()));
        }
        if (api.rfc9068()) {
            claims.claim("client_id", subject.clientId());
        } else {
            claims.claim("gty", subject.grant()).claim("azp", subject.clientId());
        }
        if (api.withPermissions()) {
            claims.claim("permissions", content.permissions());
        }
        content.claims().forEach(claims::claim);
        try {
            SignedJWT token = sign(tenant, api, claims.build());
            return api.encryption() == null
                    ? token.serialize()
                    : api.encryption().encrypt(token);
        } catch (JOSEException e) {
            throw new IllegalStateException("a token cannot be signed", e);
        }
    }

    private SignedJWT sign(Tenant tenant, AccessTokenSettings api, JWTClaimsSet claims) throws JOSEException {
        // RFC 9068 §2.1: its tokens are told apart by their type.
        JOSEObjectType type = api.rfc9068() ? new JOSEObjectType("at+jwt") : JOSEObjectType.JWT;
        JWSHeader.Builder header = new JWSHeader.Builder(api.algorithm()).type(type);
        if (api.algorithm().equals(JWSAlgorithm.HS256)) {
            return signed(header, hmac(api.secret()), claims);
        }
        SigningKey key = keys.of(tenant).current();
        return signed(header.keyID(key.id()), key.signer(), claims);
    }

    /** RFC 2104 §2: an HMAC fills its key up with zeros anyway, and the library refuses the shorter ones that APIs may have. */
    static JWSSigner hmac(String secret) throws JOSEException {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        return new MACSigner(Arrays.copyOf(key, Math.max(key.length, MIN_HMAC_KEY)));
    }

    static SignedJWT signed(JWSHeader.Builder header, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header.build(), claims);
        jwt.sign(signer);
        return jwt;
    }
}
