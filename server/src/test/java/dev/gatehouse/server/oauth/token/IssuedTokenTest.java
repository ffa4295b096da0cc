package dev.gatehouse.server.oauth.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.TestTenant;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in the tokens that an API's settings ask for. */
class IssuedTokenTest extends ApiTest {
    /** Makes an API with these settings, grants it to the first client, and asks for a token. */
    private ApiResponse token(String identifier, String settings) {
        post(
                        "/resource-servers",
                        "{'identifier':'" + identifier + "','scopes':[{'value':'read:it'},{'value':'write:it'}]"
                                + settings + "}")
                .expect(201);
        post(
                        "/client-grants",
                        "{'client_id':'" + TestTenant.CLIENT_ID + "','audience':'" + identifier
                                + "','scope':['read:it','write:it']}")
                .expect(201);
        return tenant().root()
                .post("/oauth/token", """
                        {'grant_type':'client_credentials','client_id':'%s','client_secret':'%s','audience':'%s'}
                        """.formatted(TestTenant.CLIENT_ID, TestTenant.CLIENT_SECRET, identifier))
                .expect(200);
    }

    private RSAKey published(String keyId) throws ParseException {
        String document =
                tenant().root().get("/.well-known/jwks.json").expect(200).body();
        return JWKSet.parse(document).getKeyByKeyId(keyId).toRSAKey();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            access_token          | JWT    | azp       | -
            access_token_authz    | JWT    | azp       | [read:it, write:it]
            rfc9068_profile       | at+jwt | client_id | -
            rfc9068_profile_authz | at+jwt | client_id | [read:it, write:it]
            """)
    void hasTheFormOfTheApisDialect(String dialect, String type, String client, String permissions) throws Exception {
        String audience = "urn:dialect:" + dialect;
        SignedJWT jwt = SignedJWT.parse(
                token(audience, ",'token_dialect':'" + dialect + "'").text("/access_token"));
        JWTClaimsSet claims = jwt.getJWTClaimsSet();

        assertThat(jwt.verify(new RSASSAVerifier(published(jwt.getHeader().getKeyID()))))
                .isTrue();
        assertThat(jwt.getHeader().getType()).hasToString(type);
        assertThat(claims.getIssuer()).isEqualTo("https://" + TestTenant.DOMAIN + "/");
        assertThat(claims.getSubject()).isEqualTo(TestTenant.CLIENT_ID + "@clients");
        assertThat(claims.getAudience()).containsExactly(audience);
        assertThat(claims.getClaim("scope")).isEqualTo("read:it write:it");
        assertThat(claims.getClaim(client)).isEqualTo(TestTenant.CLIENT_ID);
        assertThat(claims.getClaim("gty")).isEqualTo(type.equals("JWT") ? "client-credentials" : null);
        assertThat(String.valueOf(claims.getClaim("permissions"))).isEqualTo(String.valueOf(permissions));
        assertThat(claims.getJWTID()).matches("[A-Za-z0-9]{22}");
        assertThat(claims.getExpirationTime().getTime() - claims.getIssueTime().getTime())
                .isEqualTo(86_400_000);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2592000"})
    void livesAsLongAsTheApiSays(int seconds) throws Exception {
        ApiResponse answer = token("urn:lifetime:" + seconds, ",'token_lifetime':" + seconds);
        JWTClaimsSet claims = SignedJWT.parse(answer.text("/access_token")).getJWTClaimsSet();

        assertThat(answer.text("/expires_in")).isEqualTo(String.valueOf(seconds));
        assertThat(claims.getExpirationTime().getTime() - claims.getIssueTime().getTime())
                .isEqualTo(seconds * 1_000L);
    }

    @ParameterizedTest
    @CsvSource({"RS256", "RS512", "PS256"})
    void isSignedAsTheApiSays(String algorithm) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token("urn:alg:" + algorithm, ",'signing_alg':'" + algorithm + "'")
                .text("/access_token"));

        assertThat(jwt.getHeader().getAlgorithm()).hasToString(algorithm);
        assertThat(jwt.verify(new RSASSAVerifier(published(jwt.getHeader().getKeyID()))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"sixteen-letters!", "a-secret-of-more-than-thirty-two-letters"})
    void isSignedWithTheApisSecret(String secret) throws Exception {
        SignedJWT jwt =
                SignedJWT.parse(token("urn:hmac:" + secret, ",'signing_alg':'HS256','signing_secret':'" + secret + "'")
                        .text("/access_token"));

        assertThat(jwt.getHeader().getKeyID()).isNull();
        assertThat(jwt.verify(hmac(secret))).isTrue();
        assertThat(jwt.verify(hmac("another-secret-of-the-same-kind"))).isFalse();
        assertThat(tenant().anonymous()
                        .with("authorization", "Bearer " + jwt.serialize())
                        .get("/roles")
                        .status())
                .isEqualTo(401);
    }

    private static JWSVerifier hmac(String secret) throws JOSEException {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        return new MACVerifier(Arrays.copyOf(key, Math.max(key.length, 32)));
    }

    @Test
    void isEncryptedToTheApisKey() throws Exception {
        RSAKey key = new RSAKeyGenerator(2_048).generate();
        String pem = "-----BEGIN PUBLIC KEY-----\\n"
                + Base64.getEncoder().encodeToString(key.toRSAPublicKey().getEncoded())
                + "\\n-----END PUBLIC KEY-----";
        String encryption = ",'token_encryption':{'format':'compact-nested-jwe','encryption_key':"
                + "{'alg':'RSA-OAEP-256','kid':'k','pem':'" + pem + "'}}";
        JWEObject encrypted = JWEObject.parse(token("urn:encrypted", encryption).text("/access_token"));
        encrypted.decrypt(new RSADecrypter(key));
        SignedJWT jwt = encrypted.getPayload().toSignedJWT();

        assertThat(encrypted.getHeader().getKeyID()).isEqualTo("k");
        assertThat(encrypted.getHeader().getContentType()).isEqualTo("JWT");
        assertThat(jwt.verify(new RSASSAVerifier(published(jwt.getHeader().getKeyID()))))
                .isTrue();
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly("urn:encrypted");
    }

    @Test
    void anEncryptionKeyThatIsNoneIsRefusedBeforeThereAreTokens() {
        assertThat(post("/resource-servers", """
                {'identifier':'urn:broken','token_encryption':{'format':'compact-nested-jwe',
                 'encryption_key':{'alg':'RSA-OAEP-256','pem':'-----BEGIN PUBLIC KEY-----'}}}
                """))
                .hasToString(
                        "400 {\"statusCode\":400,\"error\":\"Bad Request\",\"message\":"
                                + "\"token_encryption.encryption_key.pem holds no RSA public key\",\"errorCode\":\"invalid_body\"}");
    }
}
