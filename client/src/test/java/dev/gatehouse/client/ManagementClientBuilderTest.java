package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementClientBuilderTest {
    static Stream<Arguments> refusals() {
        String timeout = "A time-out must be greater than 0 and at most a day, and is ";
        String baseUrl = "The base URL must be http or https, with a host and at most a path";
        String host = "The domain must be a host and perhaps a port, as in example.eu.auth0.com, and is ";
        return Stream.of(
                refusal("A domain is required", b -> b.domain(" ")),
                refusal(host + "https://a.example", b -> b.domain("https://a.example")),
                refusal(host + "a.example/", b -> b.domain("a.example/")),
                refusal(host + "a.example:https", b -> b.domain("a.example:https")),
                refusal(baseUrl, b -> b.baseUrl(URI.create("a.example"))),
                refusal(baseUrl, b -> b.baseUrl(URI.create("ftp://a.example"))),
                refusal(baseUrl, b -> b.baseUrl(URI.create("https:///x"))),
                refusal(baseUrl, b -> b.baseUrl(URI.create("https://u:p@a.example"))),
                refusal(baseUrl, b -> b.baseUrl(URI.create("https://a.example?x"))),
                refusal("The token must not be empty", b -> b.token(" ")),
                refusal("clientId needs a clientSecret or a clientAssertionSigningKey", b -> b.clientId("c")),
                refusal(
                        "clientId needs a clientSecret or a clientAssertionSigningKey",
                        b -> b.clientId("c").clientSecret("")),
                refusal(
                        "A token, or a clientId with a clientSecret or a clientAssertionSigningKey, is required",
                        b -> b.clientSecret("s")),
                refusal(
                        "clientAssertionSigningAlg must be RS256, RS384 or PS256, and is none",
                        b -> b.clientId("c").clientAssertionSigningKey(key()).clientAssertionSigningAlg("none")),
                refusal("The TTL of the token cache must be greater than 0", b -> b.tokenCacheTtl(Duration.ZERO)),
                refusal("maxRetries must be from 0 to 10, and is -1", b -> b.maxRetries(-1)),
                refusal("maxRetries must be from 0 to 10, and is 11", b -> b.maxRetries(11)),
                refusal(timeout + "PT0S", b -> b.connectTimeout(Duration.ZERO)),
                refusal(timeout + "PT-1S", b -> b.attemptTimeout(Duration.ofSeconds(-1))),
                refusal(timeout + "PT48H", b -> b.totalTimeout(Duration.ofDays(2))),
                refusal("'' is not a header that can be set", b -> b.header("", "v")),
                refusal("'a b' is not a header that can be set", b -> b.header("a b", "v")),
                refusal("'Authorization' is not a header that can be set", b -> b.header("Authorization", "s3cr3t")),
                refusal("'Host' is not a header that can be set", b -> b.header("Host", "other.example")),
                refusal(
                        "The value of the header x-a has characters it must not have",
                        b -> b.header("x-a", "s3cr3t\r\nx-b: 1")));
    }

    private static Arguments refusal(String message, UnaryOperator<ManagementClientBuilder> option) {
        return Arguments.of(message, option);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refusesOptionsThatCannotBe(String message, UnaryOperator<ManagementClientBuilder> option) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> option.apply(ManagementClient.builder().domain("tenant.example"))
                        .build())
                .withMessage(message);
    }

    @Test
    void refusesCertificatesThatAreNone(@TempDir Path folder) throws Exception {
        Path missing = folder.resolve("missing.pem");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> minimal().trustedCertificates(missing).build())
                .withMessage("the certificates in " + missing + " cannot be read");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> minimal().trustedCertificates(empty).build())
                .withMessage(empty + " holds no certificate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8443", "my-tenant.eu.auth0.com", "127.0.0.1:1", "[::1]:8443"})
    void takesHosts(String domain) {
        try (ManagementClient client = minimal().domain(domain).build()) {
            assertThat(client.getAccessToken()).isEqualTo("static");
        }
    }

    @Test
    void takesItsOptionsFromTheEnvironment() {
        Map<String, String> variables = Map.of(
                "AUTH0_DOMAIN", "other.example",
                "AUTH0_API_TOKEN", "from-the-environment",
                "AUTH0_CLIENT_ID", "",
                "AUTH0_SOMETHING", "else");
        try (ManagementClient client =
                ManagementClient.builder().environment(variables).build()) {
            assertThat(client.getAccessToken()).isEqualTo("from-the-environment");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManagementClient.builder()
                        .environment(Map.of("AUTH0_CLIENT_ID", "c", "AUTH0_CLIENT_SECRET", "s"))
                        .build())
                .withMessage("A domain is required");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManagementClient.builder().environment(Map.of("AUTH0_BASE_URL", "nowhere")))
                .withMessage("The base URL must be http or https, with a host and at most a path");
    }

    @Test
    void showsNoSecret() {
        assertThat(minimal().clientSecret("s3cr3t").toString())
                .doesNotContain("s3cr3t")
                .doesNotContain("static");
    }

    private static ManagementClientBuilder minimal() {
        return ManagementClient.builder().domain("tenant.example").token("static");
    }

    private static PrivateKey key() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
