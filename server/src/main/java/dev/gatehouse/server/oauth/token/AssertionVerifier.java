package dev.gatehouse.server.oauth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.server.certificate.PublicKeyPem;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.client.Credential;
import dev.gatehouse.server.oauth.OAuthError;
import dev.gatehouse.server.oauth.OAuthException;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.token.UsedAssertions;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.token.ReceivedJwt;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Verifies {@code private_key_jwt} (RFC 7523 §3) with the keys that are a client's credentials. */
final class AssertionVerifier {
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.PS256);
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(5);
    private static final int MAX_CHARACTERS = 8 * 1024;
    /** How far the client's clock may be ahead. */
    private static final Duration SKEW = Duration.ofSeconds(10);

    private static final Pattern JTI = Pattern.compile("[ -~]{1,64}");

    private final Database database;
    private final DocumentCollection<Credential> credentials;
    private final UsedAssertions used;
    private final InstantSource clock;

    AssertionVerifier(Database database, DocumentStore documents, UsedAssertions used, InstantSource clock) {
        this.database = database;
        credentials = documents.of(Credential.KIND, Credential::new);
        this.used = used;
        this.clock = clock;
    }

    /** The client that an assertion claims to be of; nothing is proven yet. */
    static String issuer(String assertion) {
        String issuer = claims(parse(assertion)).getIssuer();
        if (issuer == null) {
            throw refuse("The client_assertion has no issuer");
        }
        return issuer;
    }

    /**
     * Returns when the assertion is valid, and has now been used.
     *
     * @param client empty for an unknown one, which is refused like one that has no such key
     */
    void verify(Tenant tenant, Optional<Client> client, String assertion) {
        SignedJWT jwt = parse(assertion);
        JWTClaimsSet claims = claims(jwt);
        requireSignature(jwt, client.map(known -> credentials(tenant, known)).orElse(List.of()));
        String clientId = client.orElseThrow().id();
        if (!clientId.equals(claims.getIssuer()) || !clientId.equals(claims.getSubject())) {
            throw refuse("The issuer and the subject of the client_assertion must be the client_id");
        }
        if (claims.getAudience().size() != 1
                || !audiences(tenant).contains(claims.getAudience().get(0))) {
            throw refuse("The audience of the client_assertion must be " + tenant.issuer());
        }
        Instant expires = requireTimes(claims);
        useOnce(tenant, clientId, claims.getJWTID(), expires);
    }

    private static Set<String> audiences(Tenant tenant) {
        return Set.of(tenant.issuer(), tenant.issuer() + "oauth/token");
    }

    private Instant requireTimes(JWTClaimsSet claims) {
        Instant now = clock.instant();
        if (claims.getExpirationTime() == null) {
            throw refuse("The client_assertion has no expiry");
        }
        Instant expires = claims.getExpirationTime().toInstant();
        if (!now.isBefore(expires)) {
            throw refuse("The client_assertion has expired");
        }
        if (expires.isAfter(now.plus(MAX_LIFETIME).plus(SKEW))) {
            throw refuse("The client_assertion may be valid for 5 minutes at most");
        }
        if (isAhead(claims.getNotBeforeTime(), now) || isAhead(claims.getIssueTime(), now)) {
            throw refuse("The client_assertion is not valid yet");
        }
        return expires;
    }

    private static boolean isAhead(@Nullable Date time, Instant now) {
        return time != null && time.toInstant().isAfter(now.plus(SKEW));
    }

    private void useOnce(Tenant tenant, String clientId, @Nullable String jti, Instant expires) {
        if (jti == null || !JTI.matcher(jti).matches()) {
            throw refuse("The client_assertion needs a jti of at most 64 ASCII characters");
        }
        boolean first = database.write(tenant, tx -> used.use(tx, clientId, jti, expires, clock.instant()));
        if (!first) {
            throw refuse("The client_assertion was used before");
        }
    }

    /** The client's credentials that its {@code private_key_jwt} names, without those that have expired. */
    private List<Credential> credentials(Tenant tenant, Client client) {
        Instant now = clock.instant();
        return database.read(
                tenant,
                tx -> client.assertionCredentials().stream()
                        .flatMap(id -> credentials.find(tx, id).stream())
                        .filter(credential -> credential.clientId().equals(client.id()))
                        .filter(credential -> credential.isValidAt(now))
                        .toList());
    }

    private static void requireSignature(SignedJWT jwt, List<Credential> credentials) {
        JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
        String keyId = jwt.getHeader().getKeyID();
        for (Credential credential : credentials) {
            boolean named = keyId == null || keyId.equals(credential.keyId());
            boolean sameAlgorithm = algorithm.getName().equals(credential.algorithm());
            if (named && sameAlgorithm && ALGORITHMS.contains(algorithm) && verifies(jwt, credential)) {
                return;
            }
        }
        throw refuse("The client_assertion is not signed with a key of the client");
    }

    private static boolean verifies(SignedJWT jwt, Credential credential) {
        String pem = credential.pem();
        if (pem == null) {
            return false;
        }
        try {
            RSAKey key = PublicKeyPem.rsa(pem);
            return jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()));
        } catch (JOSEException | IllegalArgumentException e) {
            return false;
        }
    }

    private static SignedJWT parse(String assertion) {
        try {
            return ReceivedJwt.parse(assertion, MAX_CHARACTERS);
        } catch (ParseException e) {
            throw refuse("The client_assertion is not a signed JWT");
        }
    }

    private static JWTClaimsSet claims(SignedJWT jwt) {
        try {
            return jwt.getJWTClaimsSet();
        } catch (ParseException e) {
            throw refuse("The client_assertion is not a signed JWT");
        }
    }

    private static OAuthException refuse(String description) {
        return OAuthError.INVALID_CLIENT.refuse(description);
    }
}
