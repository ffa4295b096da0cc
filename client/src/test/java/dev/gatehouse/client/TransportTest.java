package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.client.async.Timer;
import dev.gatehouse.client.error.ApiException;
import dev.gatehouse.client.error.TransportException;
import dev.gatehouse.client.error.UnauthorizedException;
import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.Transport;
import dev.gatehouse.client.model.Role;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransportTest extends ClientTest {
    private static final ScriptedResponse ROLE = ScriptedResponse.ok("{\"id\":\"rol_1\"}");

    @Test
    void trustsTheAuthoritiesItIsTold(@TempDir Path folder) throws Exception {
        try (ScriptedServer secure = new ScriptedServer(Certificates.make(folder))) {
            secure.answers(ROLE);
            ManagementClient client = client(
                    options().baseUrl(secure.uri()).token("static").trustedCertificates(folder.resolve("ca.pem")));

            assertThat(client.getRole("rol_1").id()).isEqualTo("rol_1");
        }
    }

    @Test
    void trustsNobodyElse(@TempDir Path folder) throws Exception {
        try (ScriptedServer secure = new ScriptedServer(Certificates.make(folder))) {
            secure.answers(ROLE);
            ManagementClient client = client(options().baseUrl(secure.uri()).token("static"));

            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> client.getRole("rol_1"))
                    .withMessageStartingWith(
                            "GET " + secure.uri() + "/api/v2/roles/rol_1 failed: SSLHandshakeException: ")
                    .withMessageEndingWith(
                            "; trustedCertificates, or AUTH0_TRUSTED_CERTIFICATES in the environment, names authorities to"
                                    + " trust");
            assertThat(secure.calls()).isEmpty();
        }
    }

    @Test
    void readsTheCredentialsOfATenant(@TempDir Path folder) throws Exception {
        try (ScriptedServer secure = new ScriptedServer(Certificates.make(folder))) {
            secure.answers(ROLE);
            Path file = Files.writeString(
                    folder.resolve("credentials.json"),
                    "{\"domain\":\"localhost:8443\",\"base_url\":\"" + secure.uri()
                            + "\",\"audience\":\"urn:aud\",\"client_id\":\"c\",\"client_secret\":\"s\",\"ca\":\""
                            + folder.resolve("ca.pem") + "\"}");

            try (ManagementClient client = ManagementClient.fromCredentials(file)) {
                assertThat(client.getRole("rol_1").id()).isEqualTo("rol_1");
            }
            assertThat(secure.tokenRequests().get(0).body())
                    .isEqualTo("{\"grant_type\":\"client_credentials\",\"client_id\":\"c\",\"audience\":\"urn:aud\","
                            + "\"client_secret\":\"s\"}");
        }
    }

    @Test
    void refusesCredentialsThatAreNone(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing.json");
        Path other = Files.writeString(folder.resolve("other.json"), "{}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManagementClient.fromCredentials(missing))
                .withMessage("the credentials in " + missing + " cannot be read: there is no such file");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManagementClient.fromCredentials(
                        Files.writeString(folder.resolve("half.json"), "{\"domain\":")))
                .withMessage("the credentials in " + folder.resolve("half.json") + " cannot be read: it is not JSON");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManagementClient.fromCredentials(other))
                .withMessage(other + " names no domain, as the credentials of a tenant do");
    }

    @Test
    void findsTheAuthorityOfCredentialsThatWereMovedAndTakesOtherOptionsWithThem(@TempDir Path folder)
            throws Exception {
        try (ScriptedServer secure = new ScriptedServer(Certificates.make(folder))) {
            secure.answers(ROLE);
            Path file = Files.writeString(
                    folder.resolve("credentials.json"), "{\"domain\":\"localhost:8443\",\"ca\":\"/nowhere/ca.pem\"}");

            ManagementClient client =
                    client(options().credentials(file).baseUrl(secure.uri()).token("static"));

            assertThat(client.getRole("rol_1").id()).isEqualTo("rol_1");
        }
    }

    @Test
    void goesByTheProxyForTokensToo() {
        server.answers(ROLE);
        ManagementClient client = client(credentials()
                .baseUrl(URI.create("http://tenant.invalid/base/"))
                .proxy(ProxySelector.of(server.address())));

        assertThat(client.getRole("rol_1").id()).isEqualTo("rol_1");
        assertThat(server.tokenRequests().get(0).line()).isEqualTo("POST http://tenant.invalid/base/oauth/token");
        assertThat(server.calls().get(0).line()).isEqualTo("GET http://tenant.invalid/base/api/v2/roles/rol_1");
    }

    @Test
    void saysToTheProxyWhoItIs() {
        server.answers(ROLE);
        ManagementClient client = client(credentials()
                .baseUrl(URI.create("http://tenant.invalid"))
                .proxy(ProxySelector.of(server.address()))
                .proxyCredentials("me", "grün"));

        client.getRole("rol_1");

        assertThat(server.tokenRequests().get(0).headers()).containsEntry("proxy-authorization", "Basic bWU6Z3LDvG4=");
        assertThat(server.calls().get(0).headers()).containsEntry("proxy-authorization", "Basic bWU6Z3LDvG4=");
    }

    @Test
    void saysToNobodyElseWhoItIsToTheProxy() {
        server.answers(ROLE, ScriptedResponse.json(401, "{}"));
        ManagementClient client =
                client(options().token("static").proxy(ProxySelector.of(null)).proxyCredentials("me", "s3cr3t"));

        client.getRole("rol_1");

        assertThat(server.calls().get(0).headers()).doesNotContainKey("proxy-authorization");
        assertThatExceptionOfType(UnauthorizedException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .withMessage("GET /api/v2/roles/rol_1 returned 401: the response has no message");
    }

    @Test
    void refusesAProxyUserWithAColon() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> options().proxyCredentials("me:too", "s3cr3t"))
                .withMessage("The name of the proxy's user must not have a colon");
    }

    @Test
    void followsNoRedirect() {
        server.answers(ScriptedResponse.empty(302).header("location", server.uri() + "/elsewhere"), ROLE);
        ManagementClient client = client();

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .withMessage("GET /api/v2/roles/rol_1 returned 302: the response has no message");
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void sendsOverAnyTransport() {
        List<String> seen = new ArrayList<>();
        Transport transport = new Transport() {
            @Override
            public CompletableFuture<ApiResponse> send(ApiRequest request) {
                seen.add(request.toString());
                return CompletableFuture.completedFuture(
                        ApiResponse.of(200, Map.of(), "{\"id\":\"rol_1\"}".getBytes(StandardCharsets.UTF_8)));
            }

            @Override
            public void close() {
                seen.add("closed");
            }
        };

        try (ManagementClient client =
                options().token("s3cr3t").transport(transport).build()) {
            client.getRole("rol_1");
        }

        assertThat(seen).containsExactly("GET /api/v2/roles/rol_1", "closed");
    }

    @Test
    void failsWhenATransportThrows() {
        Transport broken = new Transport() {
            @Override
            public CompletableFuture<ApiResponse> send(ApiRequest request) {
                throw new UnsupportedOperationException("not today");
            }

            @Override
            public void close() {}
        };
        ManagementClient client = client(options().token("static").transport(broken));

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> client.getRole("rol_1"))
                .withMessage(
                        "GET " + server.uri() + "/api/v2/roles/rol_1 failed: UnsupportedOperationException: not today");
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void closingLetsCallsUnderWayEndAndRefusesNewOnes() throws Exception {
        server.answers(ROLE.pausing(Duration.ofMillis(300)));
        ManagementClient client = client();
        CompletableFuture<Role> underWay = client.async().getRole("rol_1");
        Eventually.holds(() -> server.calls().size() == 1);

        client.close();

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> client.getRole("rol_2"))
                .withMessage("GET " + server.uri()
                        + "/api/v2/roles/rol_2 failed: IllegalStateException: the client is closed");
        assertThat(underWay).succeedsWithin(Duration.ofSeconds(5));
        Eventually.holds(() -> threads() == 0);
    }

    @Test
    void closingLeavesNoThread() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        server.answers(ScriptedResponse.json(503, "{}"), ROLE, ROLE, ROLE);
        try (ManagementClient client = credentials()
                .time(Clock.systemUTC(), Timer.on(ForkJoinPool.commonPool()))
                .build()) {
            client.getRole("rol_1");
            client.async().getRole("rol_2").join();
            client.getRole("rol_3");
        }

        Eventually.holds(() -> Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && !isOfTheJvmOrTheServer(thread))
                .findAny()
                .isEmpty());
    }

    /** The JDK's common pool is not the client's, and ends its threads by itself. */
    private static boolean isOfTheJvmOrTheServer(Thread thread) {
        return thread.getName()
                .matches("pool-\\d+-thread-\\d+|ForkJoinPool.commonPool-.*|HTTP-Dispatcher|Keep-Alive.*|C[12] .*");
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("management-client-"))
                .count();
    }
}
