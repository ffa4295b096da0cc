package dev.gatehouse.server.oauth.token;

import static dev.gatehouse.server.oauth.OAuthServer.object;
import static dev.gatehouse.server.oauth.OAuthServer.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.server.certificate.RsaProvider;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.client.Credential;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.oauth.OAuthServer;
import dev.gatehouse.server.resourceserver.ResourceServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that prove who they are with {@code private_key_jwt} (RFC 7523 §2.2). */
class AssertionTest {
    private static final String API = "https://api.example/";
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String FOREIGN = "401 The client_assertion is not signed with a key of the client";
    private static final KeyPair OWN = keyPair();
    private static final KeyPair OTHER = keyPair();

    @TempDir
    private static Path directory;

    private static OAuthServer server;
    private static int made;

    @BeforeAll
    static void start() {
        server = new OAuthServer(directory);
        ObjectNode api = object().put("id", "api").put("identifier", API);
        server.insert(ResourceServer.KIND, "api", api);
        for (String algorithm : List.of("RS256", "RS384", "PS256", "RS512")) {
            insertClient(algorithm, algorithm, null);
        }
        insertClient("expired", "RS256", server.now().minusSeconds(1).toString());
    }

    private static void insertClient(String id, String algorithm, @Nullable String expires) {
        ObjectNode client = object().put("client_id", id);
        client.putArray("grant_types").add("client_credentials");
        client.putObject("client_authentication_methods")
                .putObject("private_key_jwt")
                .putArray("credentials")
                .addObject()
                .put("id", "cred_" + id);
        server.insert(Client.KIND, id, client);
        ObjectNode credential = object().put("id", "cred_" + id)
                .put("client_id", id)
                .put("kid", "kid")
                .put("alg", algorithm)
                .put("pem", pem(OWN));
        if (expires != null) {
            credential.put("expires_at", expires);
        }
        server.insert(Credential.KIND, "cred_" + id, credential);
        server.insertGrant(id, API);
    }

    private static KeyPair keyPair() {
        return RsaProvider.newPair(2_048);
    }

    private static String pem(KeyPair keys) {
        String encoded = Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n";
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JWTClaimsSet.Builder claims(String clientId) {
        return new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .audience(OAuthServer.TENANT.issuer())
                .expirationTime(Date.from(server.now().plusSeconds(60)))
                .jwtID("jti-" + made++);
    }

    private static String signed(String algorithm, JWSSigner signer, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.parse(algorithm)), claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWTClaimsSet.Builder claims) {
        return signed("RS256", new RSASSASigner(OWN.getPrivate()), claims.build());
    }

    /** 200, or the status and what the refusal says. */
    private static String ask(String assertion, String more) {
        Response response = server.token.handle(request(
                "POST",
                TokenEndpoint.PATH,
                Map.of("content-type", "application/x-www-form-urlencoded"),
                "grant_type=client_credentials&audience=" + API + "&client_assertion_type=" + TYPE
                        + "&client_assertion=" + assertion + more));
        String text = OAuthServer.text(response);
        return response.status() == 200
                ? "200"
                : response.status() + " " + text.replaceAll(".*\"error_description\"\\s*:\\s*\"([^\"]*)\".*", "$1");
    }

    @ParameterizedTest
    @CsvSource({"RS256, 200", "RS384, 200", "PS256, 200", "RS512, " + FOREIGN})
    void takesTheAlgorithmsOfTheApi(String algorithm, String answer) {
        String assertion = signed(
                algorithm, new RSASSASigner(OWN.getPrivate()), claims(algorithm).build());

        assertThat(ask(assertion, "&client_id=" + algorithm)).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS384", "PS256"})
    void takesACredentialsOwnAlgorithmOnly(String algorithm) {
        String assertion = signed(
                algorithm, new RSASSASigner(OWN.getPrivate()), claims("RS256").build());

        assertThat(ask(assertion, "")).isEqualTo(FOREIGN);
    }

    static List<Arguments> refused() {
        Date now = Date.from(OAuthServer.START);
        return List.of(
                claims(
                        "a subject of another",
                        c -> c.subject("RS384"),
                        "401 The issuer and the subject of the client_assertion must be the client_id"),
                claims("no issuer", c -> c.issuer(null), "401 The client_assertion has no issuer"),
                claims("an unknown client", c -> c.issuer("nobody").subject("nobody"), FOREIGN),
                claims("another client's name", c -> c.issuer("expired").subject("expired"), FOREIGN),
                claims(
                        "another audience",
                        c -> c.audience("https://other.example/"),
                        "401 The audience of the client_assertion must be https://acme.example/"),
                claims(
                        "one audience of two",
                        c -> c.audience(List.of("https://acme.example/", "https://other.example/")),
                        "401 The audience of the client_assertion must be https://acme.example/"),
                claims(
                        "no audience",
                        c -> c.audience((String) null),
                        "401 The audience of the client_assertion must be https://acme.example/"),
                claims("no expiry", c -> c.expirationTime(null), "401 The client_assertion has no expiry"),
                claims("expired", c -> c.expirationTime(now), "401 The client_assertion has expired"),
                claims(
                        "good for an hour",
                        c -> c.expirationTime(Date.from(OAuthServer.START.plusSeconds(3_600))),
                        "401 The client_assertion may be valid for 5 minutes at most"),
                claims(
                        "not valid yet",
                        c -> c.notBeforeTime(Date.from(OAuthServer.START.plusSeconds(11))),
                        "401 The client_assertion is not valid yet"),
                claims(
                        "issued in the future",
                        c -> c.issueTime(Date.from(OAuthServer.START.plusSeconds(11))),
                        "401 The client_assertion is not valid yet"),
                claims(
                        "no jti",
                        c -> c.jwtID(null),
                        "401 The client_assertion needs a jti of at most 64 ASCII characters"),
                claims(
                        "a long jti",
                        c -> c.jwtID("x".repeat(65)),
                        "401 The client_assertion needs a jti of at most 64 ASCII characters"));
    }

    private static Arguments claims(String name, UnaryOperator<JWTClaimsSet.Builder> change, String answer) {
        return Arguments.of(name, change, answer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refuses(String name, UnaryOperator<JWTClaimsSet.Builder> change, String answer) {
        assertThat(ask(signed(change.apply(claims("RS256"))), "")).isEqualTo(answer);
    }

    @Test
    void anAssertionIsGoodOnce() {
        String assertion = signed(claims("RS256"));

        assertThat(ask(assertion, "")).isEqualTo("200");
        assertThat(ask(assertion, "")).isEqualTo("401 The client_assertion was used before");
    }

    @Test
    void theSameJtiIsGoodOnceForEachClient() {
        JWTClaimsSet.Builder first = claims("RS256").jwtID("shared");
        JWTClaimsSet second = claims("RS384").jwtID("shared").build();

        assertThat(ask(signed(first), "")).isEqualTo("200");
        assertThat(ask(signed("RS384", new RSASSASigner(OWN.getPrivate()), second), ""))
                .isEqualTo("200");
    }

    @Test
    void aClientsClockMayBeALittleAhead() {
        Date ahead = Date.from(server.now().plusSeconds(9));
        JWTClaimsSet.Builder claims = claims("RS256")
                .issueTime(ahead)
                .notBeforeTime(ahead)
                .expirationTime(Date.from(server.now().plus(Duration.ofSeconds(309))));

        assertThat(ask(signed(claims), "")).isEqualTo("200");
    }

    @Test
    void keysAreTheClientsOnly() throws JOSEException {
        JWTClaimsSet good = claims("RS256").build();
        String byOther = signed("RS256", new RSASSASigner(OTHER.getPrivate()), good);
        String bySecret = signed("HS256", new MACSigner(pem(OWN).getBytes(StandardCharsets.UTF_8)), good);
        String byExpired = signed(claims("expired"));

        assertThat(List.of(ask(byOther, ""), ask(bySecret, ""), ask(byExpired, "")))
                .containsOnly(FOREIGN);
        assertThat(ask(new PlainJWT(good).serialize(), "")).isEqualTo("401 The client_assertion is not a signed JWT");
        assertThat(ask("x".repeat(9_000), "")).isEqualTo("401 The client_assertion is not a signed JWT");
    }
}
