package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.server.certificate.ServerCertificate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HttpServerTest extends ServedTest {
    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void servesBothVersionsOverTls(HttpClient.Version version) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(https("/document")))
                .version(version)
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.body()).isEqualTo("a document");
        assertThat(answer.sslSession()).isPresent();
    }

    @Test
    void isNotTrustedByThoseWhoWereNotTold() {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(https("/document"))).build();
        assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void servesPlainHttpOnLoopback() throws Exception {
        assertThat(send("GET", "http://127.0.0.1:" + server.httpPort() + "/document", "")
                        .body())
                .isEqualTo("a document");
    }

    @Test
    void servesPlainHttpNowhereElse() throws Exception {
        InetAddress address = outwardAddress();
        try (Socket socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress(address, server.httpPort()), 5_000))
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void keepsWhatIsForOperatorsOnThePortOfTheirOwn() throws Exception {
        String management = "http://127.0.0.1:" + server.managementPort();

        assertThat(send("GET", management + "/inside", "").body()).isEqualTo("for operators");
        assertThat(send("GET", management + "/document", "").statusCode()).isEqualTo(404);
        assertThat(send("GET", https("/inside"), "").statusCode()).isEqualTo(404);
    }

    @Test
    void sendsHstsOverHttpsOnlyAndNeverForALocalMachine() throws Exception {
        assertThat(TrustAllClient.get("localhost", server.httpsPort(), "tenant.example", "/document"))
                .containsIgnoringCase("\r\nstrict-transport-security: max-age=31536000; includeSubDomains\r\n");
        for (String host : List.of("localhost", "localhost:8443", "a.localhost", "127.0.0.1", "[::1]:8443")) {
            assertThat(TrustAllClient.get("localhost", server.httpsPort(), host, "/document"))
                    .startsWith("HTTP/1.1 200")
                    .doesNotContainIgnoringCase("strict-transport-security");
        }
        assertThat(exchange("GET /document HTTP/1.1\r\nHost: tenant.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .doesNotContainIgnoringCase("strict-transport-security");
    }

    private static InetAddress outwardAddress() throws Exception {
        Optional<InetAddress> address = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(candidate -> candidate instanceof Inet4Address && !candidate.isLoopbackAddress())
                .findFirst();
        assumeTrue(address.isPresent(), "this machine has no address but loopback");
        return address.get();
    }

    @Test
    void givesEachAnswerAnIdAndTheHeadersOfAll() throws Exception {
        Set<String> ids = new HashSet<>();
        for (String path : List.of("/document", "/document", "/nowhere", "/broken")) {
            var headers = send("GET", https(path), "").headers();
            assertThat(headers.firstValue("x-request-id").orElseThrow()).matches("[0-9a-f]{24}");
            assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
            assertThat(headers.firstValue("server")).isEmpty();
            ids.add(headers.firstValue("x-request-id").orElseThrow());
        }
        assertThat(ids).hasSize(4);
    }

    @Test
    void holdsAResponseBackWithoutAThread() throws Exception {
        send("GET", https("/document"), ""); // or each of the following would begin with a connection of its own
        List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
        for (int i = 0; i < 2 * HttpServer.MAX_CONCURRENT_REQUESTS; i++) {
            responses.add(client.sendAsync(
                    HttpRequest.newBuilder(URI.create(https("/held-back"))).build(), BodyHandlers.ofString()));
        }
        assertThat(send("GET", https("/document"), "").body()).isEqualTo("a document");
        for (CompletableFuture<HttpResponse<String>> response : responses) {
            assertThat(response.get(20, TimeUnit.SECONDS).body()).isEqualTo("at last");
        }
    }

    @Test
    void logsEachRequestWithoutItsSecrets() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(https("/below/it?token=secret-in-query")))
                .header("authorization", "Bearer secret-in-header")
                .POST(HttpRequest.BodyPublishers.ofString("secret-in-body"))
                .build();
        String id = client.send(request, BodyHandlers.ofString())
                .headers()
                .firstValue("x-request-id")
                .orElseThrow();

        assertThat(accessLog.take()).isEqualTo(id + " 127.0.0.1 POST /below/it 200");
        assertThat(accessLog).isEmpty();
    }

    @Test
    void logsWhatWasRefusedUnread() throws Exception {
        exchange("GET /document HTTP/1.1\r\nConnection: close\r\n\r\n");

        assertThat(accessLog.take()).matches("[0-9a-f]{24} 127.0.0.1 GET /document 400");
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void letsAnEndpointTakeLongerThanAConnectionMayBeSilent(HttpClient.Version version) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(https("/slow")))
                .version(version)
                .build();
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, BodyHandlers.ofString());
        Thread.sleep(IDLE_TIMEOUT.multipliedBy(3).toMillis());
        released.countDown();

        assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("finished");
    }

    @Test
    void answersHeadAsGetWithoutTheBody() throws Exception {
        HttpResponse<String> head = send("HEAD", https("/document"), "");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-length")).contains("10");
        assertThat(head.body()).isEmpty();
        assertThat(exchange("HEAD /document HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({"GET,/broken", "POST,/broken", "GET,/lacking", "POST,/lacking"})
    void tellsNothingOfItsInsideWhenAnEndpointBreaks(String method, String path) throws Exception {
        HttpResponse<String> answer = send(method, https(path), method.equals("GET") ? "" : "{}");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"statusCode\":500,\"error\":\"Internal Server Error\",\"message\":\"An internal server error"
                                + " occurred; the server's log has it under "
                                + answer.headers().firstValue("x-request-id").orElseThrow() + "\"}");
    }

    @Test
    void saysWhichPortIsTaken() {
        HttpSettings settings = new HttpSettings(
                ServerCertificate.read(directory.resolve("server.pem"), directory.resolve("server-key.pem")),
                new Ports(null, server.httpsPort(), -1, -1),
                limits(),
                List.of(),
                null);
        try (HttpServer second = new HttpServer(settings, List.of(), List.of(), new SimpleMeterRegistry())) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage("port " + server.httpsPort() + " is taken");
        }
    }
}
