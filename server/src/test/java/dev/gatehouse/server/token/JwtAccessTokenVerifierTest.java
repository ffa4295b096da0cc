package dev.gatehouse.server.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.server.oauth.OAuthServer;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.token.AccessTokenVerifier.InvalidTokenException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which tokens the Management API accepts (RFC 8725, RFC 9068 §4). */
class JwtAccessTokenVerifierTest {
    private static final Tenant TENANT = OAuthServer.TENANT;
    private static final String SIGNATURE = "Invalid signature received for JSON Web Token validation";

    @TempDir
    private Path directory;

    private OAuthServer server;

    @BeforeEach
    void start() {
        server = new OAuthServer(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(TENANT.issuer())
                .subject("m2m@clients")
                .audience(TENANT.managementAudience())
                .issueTime(Date.from(server.now()))
                .expirationTime(Date.from(server.now().plusSeconds(3_600)))
                .jwtID("1")
                .claim("azp", "m2m")
                .claim("scope", "read:users  update:users");
    }

    private String signed(JWTClaimsSet claims) throws JOSEException {
        SigningKey key = server.keys.of(TENANT).current();
        return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.id()), key.signer(), claims);
    }

    private static String signed(JWSHeader.Builder header, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header.build(), claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private AccessToken verify(String token) throws InvalidTokenException {
        return server.verifier.verify(TENANT, token);
    }

    private void refused(String token, String message) {
        for (int i = 0; i < 2; i++) { // what was refused is not remembered as good
            assertThatThrownBy(() -> verify(token))
                    .isInstanceOf(InvalidTokenException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void readsWhatAGoodTokenSays() throws Exception {
        AccessToken token = verify(signed(claims().build()));

        assertThat(token.scopes()).containsExactlyInAnyOrder("read:users", "update:users");
        assertThat(token.clientId()).isEqualTo("m2m");
        assertThat(token.expiresAt()).isEqualTo(server.now().plusSeconds(3_600));
    }

    static List<Arguments> badClaims() {
        Date ahead = Date.from(OAuthServer.START.plusSeconds(60));
        return List.of(
                bad("another issuer", c -> c.issuer("https://other.example/"), "Invalid token"),
                bad("no issuer", c -> c.issuer(null), "Invalid token"),
                bad("another audience", c -> c.audience("https://api.example/"), "Bad audience: https://api.example/"),
                bad("no expiry", c -> c.expirationTime(null), "Invalid token"),
                bad("not yet", c -> c.notBeforeTime(ahead), "Invalid token"),
                bad(
                        "expired",
                        c -> c.expirationTime(Date.from(OAuthServer.START)),
                        "Expired token received for JSON Web Token validation"));
    }

    private static Arguments bad(String name, UnaryOperator<JWTClaimsSet.Builder> change, String message) {
        return Arguments.of(name, change, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badClaims")
    void refusesTokensNotMeantForThisTenantAndTime(
            String name, UnaryOperator<JWTClaimsSet.Builder> change, String message) throws JOSEException {
        refused(signed(change.apply(claims()).build()), message);
    }

    @Test
    void looksAtNoKeyThatATokenBringsAlong() throws JOSEException {
        RSAKey own = new RSAKeyGenerator(2_048).generate();
        String current = server.keys.of(TENANT).current().id();
        JWTClaimsSet claims = claims().build();
        RSASSASigner signer = new RSASSASigner(own);

        refused(signed(header().jwk(own.toPublicJWK()), signer, claims), SIGNATURE);
        refused(signed(header().keyID(current).jwk(own.toPublicJWK()), signer, claims), SIGNATURE);
        refused(signed(header().keyID(current).jwkURL(URI.create("https://evil.example/")), signer, claims), SIGNATURE);
        refused(signed(header().keyID("../../" + current), signer, claims), SIGNATURE);
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256);
    }

    @Test
    void takesRs256Only() throws JOSEException {
        SigningKey key = server.keys.of(TENANT).current();
        byte[] published = key.jwk().toRSAPublicKey().getEncoded();
        JWTClaimsSet claims = claims().build();

        refused(
                signed(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.id()), new MACSigner(published), claims),
                "Invalid token");
        refused(
                signed(new JWSHeader.Builder(JWSAlgorithm.RS512).keyID(key.id()), key.signer(), claims),
                "Invalid token");
        refused(signed(header().keyID(key.id()).criticalParams(Set.of("exp")), key.signer(), claims), SIGNATURE);
        refused("x".repeat(40_000), "Invalid token");
    }

    @Test
    void aKnownTokenExpiresToo() throws Exception {
        String token = signed(claims().build());
        verify(token);
        server.wait(Duration.ofHours(1));

        refused(token, "Expired token received for JSON Web Token validation");
    }

    @Test
    void aKnownTokenIsNotVerifiedAgainWhileItsKeyIsAccepted() throws Exception {
        String token = signed(claims().build());
        AccessToken first = verify(token);

        server.wait(Duration.ofMinutes(10));
        assertThat(verify(token)).isSameAs(first);
        server.rotateKeys();
        assertThat(verify(token)).isSameAs(first);
    }

    @Test
    void aTokenOfANodeThatIsAheadIsGood() throws Exception {
        Date ahead = Date.from(server.now().plusSeconds(5));

        assertThat(verify(signed(claims().issueTime(ahead).build())).clientId()).isEqualTo("m2m");
    }

    @Test
    void aTokenOutlivesTheRotationOfItsKeyButNotItsRevocation() throws Exception {
        String before = signed(claims().build());
        String signedBy = server.keys.of(TENANT).current().id();
        verify(before);
        server.rotateKeys();
        String after = signed(claims().build());

        assertThat(verify(before).clientId()).isEqualTo("m2m");
        assertThat(verify(after).clientId()).isEqualTo("m2m");
        server.revokeKey(signedBy);
        refused(before, SIGNATURE);
        assertThat(verify(after).clientId()).isEqualTo("m2m");
    }

    @Test
    void anotherNodeLearnsOfARotationByTheFirstTokenOfTheNewKey() throws Exception {
        JwtAccessTokenVerifier other = new JwtAccessTokenVerifier(server.signingKeys(), server::now);
        other.verify(TENANT, signed(claims().build()));
        server.rotateKeys();
        server.rotateKeys(); // past the key that the other node has already read as the next
        server.wait(Duration.ofSeconds(2));

        assertThat(other.verify(TENANT, signed(claims().build())).clientId()).isEqualTo("m2m");
    }
}
