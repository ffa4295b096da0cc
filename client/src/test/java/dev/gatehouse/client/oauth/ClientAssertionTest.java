package dev.gatehouse.client.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.client.TestTime;
import dev.gatehouse.client.json.JsonValues;
import dev.gatehouse.client.token.AssertionSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAssertionTest {
    private static KeyPair pair;
    private final TestTime time = new TestTime();

    @BeforeAll
    static void makeKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        pair = generator.generateKeyPair();
    }

    @ParameterizedTest
    @CsvSource({"RS256, SHA256withRSA", "RS384, SHA384withRSA", "PS256, RSASSA-PSS"})
    void signsWhoItIsForAMinute(String algorithm, String verifier) throws GeneralSecurityException, IOException {
        var parameters = assertion(algorithm).parameters();

        assertThat(parameters)
                .containsOnlyKeys("client_assertion_type", "client_assertion")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        String[] parts = parameters.getOrDefault("client_assertion", "").split("\\.");
        assertThat(decoded(parts[0])).hasToString("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}");
        JsonNode claims = decoded(parts[1]);
        assertThat(claims.path("jti").asText()).hasSize(36);
        assertThat(claims)
                .hasToString("{\"iss\":\"my-client\",\"sub\":\"my-client\",\"aud\":\"https://tenant.example/\","
                        + "\"iat\":1772366400,\"exp\":1772366460,\"jti\":\""
                        + claims.path("jti").asText() + "\"}");
        Signature signature = Signature.getInstance(verifier);
        if (algorithm.equals("PS256")) {
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        signature.initVerify(pair.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    @Test
    void neverSignsTheSameTwice() {
        ClientAssertion assertion = assertion("RS256");

        assertThat(assertion.parameters()).isNotEqualTo(assertion.parameters());
    }

    @Test
    void readsAKeyInPem() {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";

        assertThat(ClientAssertion.parseKey(pem)).isEqualTo(pair.getPrivate());
    }

    /** The older form is what the newer one holds, behind 26 bytes that say what it is. */
    @ParameterizedTest
    @ValueSource(ints = {512, 1024, 2048})
    void readsAKeyInPkcs1(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        PrivateKey key = generator.generateKeyPair().getPrivate();
        byte[] pkcs8 = key.getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        String pem = "-----BEGIN RSA PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pkcs1)
                + "\n-----END RSA PRIVATE KEY-----\n";

        assertThat(ClientAssertion.parseKey(pem)).isEqualTo(key);
    }

    @Test
    void letsOthersSign() {
        ClientAssertion assertion = new ClientAssertion("id", "aud", "RS256", content -> new byte[] {1, 2, 3}, time);

        assertThat(assertion.parameters().get("client_assertion")).endsWith(".AQID");
    }

    static Stream<Arguments> notKeys() {
        String other = "clientAssertionSigningKey is not an RSA private key in PEM (PKCS#8 or PKCS#1)";
        return Stream.of(
                Arguments.of("", other),
                Arguments.of("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", other),
                Arguments.of("s3cr3t, but no key", other),
                Arguments.of("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----", other),
                Arguments.of(
                        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
                        "clientAssertionSigningKey is encrypted; decrypt it with: openssl pkcs8 -topk8 -nocrypt -in"
                                + " key.pem"));
    }

    @ParameterizedTest
    @MethodSource("notKeys")
    void refusesWhatIsNotAKey(String pem, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientAssertion.parseKey(pem))
                .withMessage(message);
    }

    @Test
    void refusesOtherAlgorithmsAndKeys() throws GeneralSecurityException {
        KeyPair elliptic = KeyPairGenerator.getInstance("EC").generateKeyPair();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertion("HS256"))
                .withMessage("clientAssertionSigningAlg must be RS256, RS384 or PS256, and is HS256");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AssertionSigner.of(elliptic.getPrivate(), "RS256"))
                .withMessage("clientAssertionSigningKey must be an RSA key, and is one for EC");
    }

    private ClientAssertion assertion(String algorithm) {
        return new ClientAssertion(
                "my-client",
                "https://tenant.example/",
                algorithm,
                AssertionSigner.of(pair.getPrivate(), algorithm),
                time);
    }

    private static JsonNode decoded(String part) throws IOException {
        return JsonValues.parse(Base64.getUrlDecoder().decode(part));
    }
}
