package dev.gatehouse.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.TestTenant;
import dev.gatehouse.server.certificate.LocalAuthority;
import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.configuration.ConfigurationException;
import dev.gatehouse.server.configuration.Setting;
import dev.gatehouse.server.store.DataDirectoryException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantServerTest {
    private static final String NOT_FOUND =
            "404 {\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"Not Found\"}";

    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger ACCESS = Logger.getLogger("gatehouse.access");

    @TempDir
    private Path directory;

    @Test
    void startsWithoutPlainHttpWhenItsPortIsTakenAndNobodyAskedForIt() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Configuration configuration = new Configuration(
                    directory.resolve("data"),
                    "localhost:0",
                    0,
                    other.getLocalPort(),
                    false,
                    null,
                    -1,
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    10,
                    1_048_576,
                    524_288_000,
                    false,
                    Duration.ofSeconds(30),
                    false,
                    List.of(),
                    null,
                    null,
                    Duration.ofDays(30),
                    Duration.ZERO);
            try (TenantServer server = new TenantServer(configuration)) {
                assertThat(server.httpPort()).isNegative();
                var printed = new ByteArrayOutputStream();
                new StartBanner(configuration, server)
                        .print(new PrintStream(printed, true, StandardCharsets.UTF_8), "Stop it.");
                assertThat(printed.toString(StandardCharsets.UTF_8))
                        .contains(
                                "  Plain HTTP   off, since port " + other.getLocalPort()
                                        + " is taken; choose one with --http-port",
                                "Stop it.");
            }
        }
    }

    @Test
    void keepsEverythingOverARestart() throws IOException {
        String token;
        String certificates;
        try (TestTenant first = start(Map.of())) {
            token = first.token("");
            certificates =
                    Files.readString(directory.resolve("ca.pem")) + Files.readString(directory.resolve("server.pem"));
            first.caller().post("/roles", "{'name':'kept'}").expect(200);
        }
        try (TestTenant second = start(Map.of(Setting.CLIENT_SECRET, "another-secret-that-comes-too-late"))) {
            ApiResponse roles = second.anonymous()
                    .with("authorization", "Bearer " + token)
                    .get("/roles")
                    .expect(200);
            assertThat(roles.text("/0/name")).isEqualTo("kept");
            assertThat(second.token("read:roles")).isNotEmpty();
            assertThat(Files.readString(directory.resolve("ca.pem"))
                            + Files.readString(directory.resolve("server.pem")))
                    .isEqualTo(certificates);
        }
    }

    @Test
    void takesAPortThatIsFreeIntoItsDomain() throws IOException {
        try (TestTenant tenant = start(Map.of(Setting.DOMAIN, "localhost:0"))) {
            String domain = "localhost:" + tenant.httpsPort();

            assertThat(Files.readString(directory.resolve("credentials.json")))
                    .contains("\"" + domain + "\"", "https://" + domain + "/api/v2/");
            assertThat(tenant.root()
                            .get("/.well-known/openid-configuration")
                            .expect(200)
                            .text("/issuer"))
                    .isEqualTo("https://" + domain + "/");
        }
    }

    @Test
    void servesTheOperatorsOwnCertificate(@TempDir Path own) throws Exception {
        start(Map.of()).close();
        new LocalAuthority(own, InstantSource.system()).certificateFor("localhost");
        Map<Setting, String> settings = Map.of(
                Setting.CERTIFICATE, own.resolve("server.pem").toString(),
                Setting.CERTIFICATE_KEY, own.resolve("server-key.pem").toString());

        try (TestTenant tenant = start(settings)) {
            HttpClient told =
                    HttpClient.newBuilder().sslContext(TestTenant.trusting(own)).build();
            HttpRequest request = HttpRequest.newBuilder(URI.create(tenant.base() + "/healthz"))
                    .build();
            assertThat(told.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> tenant.root().get("/healthz")).hasCauseInstanceOf(SSLException.class);
        }
    }

    @Test
    void staysWithItsDomain() {
        start(Map.of()).close();

        assertThatThrownBy(() -> start(Map.of(Setting.DOMAIN, "other.example")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "--domain: the data is of the tenant tenant.example. Start with that domain, or with another"
                                + " data directory.");
        start(Map.of()).close();
    }

    @Test
    void sharesItsDataWithNoOtherServer() {
        try (TestTenant first = start(Map.of())) {
            assertThatThrownBy(() -> start(Map.of()))
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessage("The data directory " + directory + " is in use by another Gatehouse server. Stop that"
                            + " one, or name another with --data.");
            first.caller().get("/roles").expect(200);
        }
    }

    @Test
    void tellsWhetherItIsWellAndWhatItDid() {
        try (TestTenant tenant = start(Map.of())) {
            assertThat(tenant.root().get("/healthz")).hasToString("200 {\"status\":\"ok\"}");
            assertThat(tenant.root().post("/healthz", "{}").header("allow")).isEqualTo("GET, HEAD");

            tenant.caller().get("/roles/rol_none").expect(404);
            assertThat(tenant.root().get("/metrics")).hasToString(NOT_FOUND);
            assertThat(tenant.management().get("/health/live")).hasToString("200 {\"status\":\"ok\"}");
            assertThat(tenant.management().get("/health/ready")).hasToString("200 {\"status\":\"ok\"}");
            assertThat(tenant.management().get("/api/v2/roles")).hasToString(NOT_FOUND);
            assertThat(tenant.management().get("/metrics").expect(200).body())
                    .contains("http_server_requests_seconds_count{method=\"GET\",status=\"404\"} 2\n")
                    .contains("http_server_requests_seconds_count{method=\"POST\",status=\"200\"} 1\n");
        }
    }

    @Test
    void servesNothingElse() {
        try (TestTenant tenant = start(Map.of(Setting.HTTP_PORT, "off"))) {
            assertThat(tenant.httpPort()).isEqualTo(-1);
            assertThat(tenant.root().get("/index.html")).hasToString(NOT_FOUND);
        }
    }

    @Test
    void logsNoSecretAndKeepsNoneInTheClear() throws IOException {
        Recorded recorded = new Recorded();
        ROOT.addHandler(recorded);
        ACCESS.setLevel(Level.INFO);
        String token;
        String id;
        try (TestTenant tenant = start(Map.of(Setting.ACCESS_LOG, "on"))) {
            token = tenant.token("");
            id = String.valueOf(tenant.caller()
                    .get("/roles?name_filter=asked-for")
                    .expect(200)
                    .header("x-request-id"));
            tenant.caller().get("/roles?access_token=" + token).expect(200);
        } finally {
            ROOT.removeHandler(recorded);
            ACCESS.setLevel(null);
        }

        assertThat(recorded.lines).anyMatch(line -> line.matches(id + " 127\\.0\\.0\\.1 GET /api/v2/roles 200 \\d+ms"));
        assertThat(String.join("\n", recorded.lines)).doesNotContain(token, TestTenant.CLIENT_SECRET, "asked-for");
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("credentials.json"))
                    .toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(TestTenant.CLIENT_SECRET);
            }
        }
    }

    private TestTenant start(Map<Setting, String> settings) {
        return new TestTenant(directory, settings);
    }

    private static final class Recorded extends Handler {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord event) {
            lines.add(formatter.formatMessage(event));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
