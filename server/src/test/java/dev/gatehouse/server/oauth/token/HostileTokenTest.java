package dev.gatehouse.server.oauth.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.TestTenant;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an attacker would try with tokens, assertions and keys, and what comes of it. */
class HostileTokenTest extends ApiTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String NO_JWT =
            "401 {\"error\":\"invalid_client\",\"error_description\":\"The client_assertion is not a signed JWT\"}";

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Headers and payloads that a parser could stumble over; the signature is never reached. */
    static List<String> brokenTokens() {
        String header = part("{\"alg\":\"RS256\"}");
        return List.of(
                part("{\"alg\":\"RS256\",\"x\":" + "[".repeat(3_000)) + "." + part("{}") + ".AA",
                part("{\"alg\":\"RS256\",\"kid\":{}}") + "." + part("{}") + ".AA",
                part("{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\"}}") + "." + part("{}") + ".AA",
                part("{\"alg\":\"rs256\"}") + "." + part("{}") + ".AA",
                part("{\"alg\":\"none\"}") + "." + part("{}") + ".AA",
                part("{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\"}") + "." + part("{}") + ".AA",
                part("[]") + "." + part("{}") + ".AA",
                part("null") + "." + part("{}") + ".AA",
                "%00." + part("{}") + ".AA",
                header + "." + part("{}") + ".");
    }

    @ParameterizedTest
    @MethodSource("brokenTokens")
    void aBrokenTokenIsNotGoodAndBreaksNothing(String token) {
        ApiResponse answer =
                tenant().anonymous().with("authorization", "Bearer " + token).get("/roles");

        assertThat(answer)
                .hasToString("401 {\"statusCode\":401,\"error\":\"Unauthorized\","
                        + "\"message\":\"Invalid token\",\"attributes\":{\"error\":\"Invalid token\"}}");
    }

    static List<String> brokenAssertions() {
        String header = part("{\"alg\":\"RS256\"}");
        List<String> broken = new ArrayList<>(brokenTokens());
        broken.removeIf(token -> token.contains("%") || token.startsWith(part("{\"alg\":\"rs256\"}")));
        broken.addAll(List.of(
                header + "." + part("{\"iss\":" + "[".repeat(3_000)) + ".AA",
                header + "." + part("null") + ".AA",
                header + "." + part("{\"iss\":1}") + ".AA",
                header + "." + part("{\"iss\":\"x\",\"exp\":\"soon\"}") + ".AA"));
        return broken;
    }

    @ParameterizedTest
    @MethodSource("brokenAssertions")
    void aBrokenAssertionIsRefused(String assertion) {
        assertThat(byAssertion(assertion, "urn:none")).hasToString(NO_JWT);
    }

    private ApiResponse byAssertion(String assertion, String audience) {
        return tenant().root()
                .with("content-type", FORM)
                .post(
                        TokenEndpoint.PATH,
                        "grant_type=client_credentials&audience="
                                + audience + "&client_assertion_type=" + PresentedCredentials.ASSERTION_TYPE
                                + "&client_assertion="
                                + assertion);
    }

    @ParameterizedTest
    @CsvSource({
        "Basic, 400",
        "Basic =, 401",
        "Basic !!!!, 401",
        "Basic Og==, 401",
        "Basic JTpY, 401",
        "Basic JXp6Onh4, 401",
        "basic Zmlyc3QtY2xpZW50Ondyb25n, 401"
    })
    void aBrokenBasicHeaderIsRefused(String header, int status) {
        ApiResponse answer = tenant().root()
                .with("content-type", FORM)
                .with("authorization", header)
                .post(TokenEndpoint.PATH, "grant_type=client_credentials");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.text("/error")).isIn("invalid_request", "invalid_client", "access_denied");
    }

    @Test
    void anAudienceCannotWriteHeaders() {
        String token = tokenFor("urn:x\\\", error=\\\"no\\u00e9\\u2028\\\\")
                .expect(200)
                .text("/access_token");
        ApiResponse answer =
                tenant().anonymous().with("authorization", "Bearer " + token).get("/roles");

        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer error=\"Bad audience: urn:x, error=no\"");
        assertThat(tokenFor("urn:x\\r\\nset-cookie: a=b"))
                .hasToString("400 {\"error\":\"invalid_request\","
                        + "\"error_description\":\"Parameter audience has control characters\"}");
    }

    private ApiResponse tokenFor(String audience) {
        post("/resource-servers", "{'identifier':'" + audience + "'}").expect(201);
        post("/client-grants", "{'client_id':'" + TestTenant.CLIENT_ID + "','audience':'" + audience + "','scope':[]}")
                .expect(201);
        return tenant().root()
                .post(TokenEndpoint.PATH, """
                        {'grant_type':'client_credentials','client_id':'%s','client_secret':'%s','audience':'%s'}
                        """.formatted(TestTenant.CLIENT_ID, TestTenant.CLIENT_SECRET, audience));
    }

    @Test
    void anAssertionIsGoodOnceHoweverManyComeTogether() throws Exception {
        KeyPair keys = keyPair(2_048);
        String client = post("/clients", client(pem("PUBLIC KEY", keys.getPublic())))
                .expect(201)
                .text("/client_id");
        String assertion = assertion(client, keys);
        post("/resource-servers", "{'identifier':'urn:together'}").expect(201);
        post("/client-grants", "{'client_id':'" + client + "','audience':'urn:together','scope':[]}")
                .expect(201);

        ExecutorService callers = Executors.newFixedThreadPool(16);
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            calls.add(() -> byAssertion(assertion, "urn:together").status());
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> call : callers.invokeAll(calls)) {
            statuses.add(call.get());
        }
        callers.shutdown();

        assertThat(statuses).containsOnly(200, 401);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
    }

    private static String client(String pem) {
        return "{'name':'by key','client_authentication_methods':{'private_key_jwt':{'credentials':["
                + "{'credential_type':'public_key','pem':'" + pem + "'}]}}}";
    }

    private String assertion(String client, KeyPair keys) throws Exception {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(client)
                .subject(client)
                .audience("https://" + TestTenant.DOMAIN + "/")
                .expirationTime(Date.from(tenant().clock().instant().plus(Duration.ofMinutes(1))))
                .jwtID("once")
                .build();
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        jwt.sign(new RSASSASigner(keys.getPrivate()));
        return jwt.serialize();
    }

    static List<Arguments> badKeys() throws NoSuchAlgorithmException {
        return List.of(
                Arguments.of(
                        pem("PUBLIC KEY", keyPair(1_024).getPublic()),
                        "pem holds an RSA key of 1024 bits; 2048 is the least"),
                Arguments.of(
                        pem("PRIVATE KEY", keyPair(2_048).getPrivate()),
                        "pem holds a private key; send the public one only"),
                Arguments.of(
                        pem(
                                "PUBLIC KEY",
                                KeyPairGenerator.getInstance("EC")
                                        .generateKeyPair()
                                        .getPublic()),
                        "pem holds no RSA public key"),
                Arguments.of("-----BEGIN PUBLIC KEY-----", "pem holds no RSA public key"));
    }

    @ParameterizedTest
    @MethodSource("badKeys")
    void aKeyThatAnybodyCouldBreakOrThatShouldBeSecretIsRefused(String pem, String message) {
        assertThat(post("/clients", client(pem))).hasToString(invalidBody(message));
        assertThat(post("/resource-servers", """
                {'identifier':'urn:key','token_encryption':{'format':'compact-nested-jwe',
                 'encryption_key':{'alg':'RSA-OAEP-256','pem':'%s'}}}
                """.formatted(pem)))
                .hasToString(invalidBody("token_encryption.encryption_key." + message));
    }

    private static String invalidBody(String message) {
        return "400 {\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"" + message
                + "\",\"errorCode\":\"invalid_body\"}";
    }

    private static KeyPair keyPair(int bits) throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static String pem(String label, Key key) {
        return "-----BEGIN " + label + "-----\\n"
                + Base64.getEncoder().encodeToString(key.getEncoded())
                + "\\n-----END " + label + "-----";
    }
}
