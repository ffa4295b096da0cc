package dev.gatehouse.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.server.address.AddressRange;
import dev.gatehouse.server.certificate.TrustedAuthorities;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OutboundClientTest {
    private static final AddressPolicy LOOPBACK = new AddressPolicy(List.of(AddressRange.parse("127.0.0.0/8")));

    @TempDir
    private Path directory;

    private HttpsSink sink;
    private OutboundClient client;

    @BeforeEach
    void start() {
        sink = new HttpsSink(directory);
        client = client(LOOPBACK);
    }

    @AfterEach
    void stop() {
        client.close();
        sink.close();
    }

    private OutboundClient client(AddressPolicy policy) {
        return new OutboundClient(policy, () -> TrustedAuthorities.sslContext(List.of(sink.authority())));
    }

    private OutboundRequest post(String path) {
        return OutboundRequest.post(
                URI.create(sink.base() + path), "application/json", "{}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void sendsWhatItIsGivenAndNothingBesideIt() throws Exception {
        sink.responding(exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "a=b");
            HttpsSink.respond(exchange, 202, "done");
        });
        OutboundRequest request = post("/in?a=%2F").with("x-token", "secret");

        OutboundResponse response = client.send(request);
        client.send(request);

        assertThat(response.status()).isEqualTo(202);
        assertThat(response.isSuccess()).isTrue();
        assertThat(response.text()).isEqualTo("done");
        sink.received().take();
        HttpsSink.Received received = sink.received().take();
        assertThat(received.method() + " " + received.path() + " " + received.body())
                .isEqualTo("POST /in?a=%2F {}");
        assertThat(received.headers())
                .containsExactlyInAnyOrder(
                        "host: localhost:" + sink.port(),
                        "content-type: application/json",
                        "content-length: 2",
                        "user-agent: Gatehouse",
                        "x-token: secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]"})
    void refusesLoopbackHoweverItIsWritten(String host) {
        client = client(new AddressPolicy(List.of()));
        OutboundRequest request = OutboundRequest.get(URI.create("https://" + host + ":" + sink.port() + "/"));

        assertThatThrownBy(() -> client.send(request))
                .isInstanceOf(OutboundException.class)
                .satisfies(e -> assertThat(e.getMessage())
                        .containsPattern("has no public address|is not known|sent no complete response"));
        assertThat(sink.received()).isEmpty();
    }

    @Test
    void connectsToTheAddressThatItHasChecked() throws Exception {
        // The second answer is what an attacker's name server gives once the first has passed.
        AtomicInteger asked = new AtomicInteger();
        client = new OutboundClient(
                new AddressPolicy(List.of()),
                () -> TrustedAuthorities.sslContext(List.of(sink.authority())),
                host -> new InetAddress[] {
                    InetAddress.getByName(asked.getAndIncrement() == 0 ? "127.0.0.1" : "8.8.8.8"),
                });

        assertThatThrownBy(() -> client.send(post("/")))
                .hasMessage("localhost has no public address. Calls go to others only where --outgoing-addresses"
                        + " allows them.");
        assertThat(asked).hasValue(1);
        assertThat(sink.received()).isEmpty();
    }

    @Test
    void goesPastTheForbiddenAddressesOfAHostToThePermittedOne() throws Exception {
        client = new OutboundClient(LOOPBACK, () -> TrustedAuthorities.sslContext(List.of(sink.authority())), host ->
                new InetAddress[] {InetAddress.getByName("169.254.169.254"), InetAddress.getByName("127.0.0.1")});

        assertThat(client.send(post("/")).status()).isEqualTo(200);
    }

    @Test
    void followsNoRedirect() throws Exception {
        sink.responding(exchange -> {
            exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest/");
            HttpsSink.respond(exchange, 302, "");
        });

        assertThat(client.send(post("/")).status()).isEqualTo(302);
        assertThat(sink.received()).hasSize(1);
    }

    @Test
    void trustsOnlyWhomItIsToldToTrust() {
        client = new OutboundClient(LOOPBACK, () -> TrustedAuthorities.sslContext(List.of()));

        assertThatThrownBy(() -> client.send(post("/"))).hasMessage("no trusted TLS connection to localhost");
        assertThat(sink.received()).isEmpty();
    }

    @Test
    void trustsACertificateForItsNameOnly() {
        client = new OutboundClient(LOOPBACK, () -> TrustedAuthorities.sslContext(List.of(sink.authority())), host ->
                new InetAddress[] {InetAddress.getByName("127.0.0.1")});

        assertThatThrownBy(() ->
                        client.send(OutboundRequest.get(URI.create("https://other.example:" + sink.port() + "/"))))
                .hasMessage("no trusted TLS connection to other.example");
    }

    @Test
    void endsAResponseThatTakesTooLong() {
        sink.responding(exchange -> {
            try {
                Thread.sleep(20_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatThrownBy(() -> client.send(post("/").within(Duration.ofMillis(300), 100)))
                .hasMessage("localhost did not respond in time");
    }

    @Test
    void endsAResponseThatTrickles() {
        sink.responding(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write('a');
                exchange.getResponseBody().flush();
                try {
                    Thread.sleep(50);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });

        assertThatThrownBy(() -> client.send(post("/").within(Duration.ofMillis(500), 10_000)))
                .hasMessage("localhost did not respond in time");
    }

    @Test
    void takesNoMoreThanItIsToldTo() {
        sink.responding(exchange -> HttpsSink.respond(exchange, 200, "a".repeat(1_001)));

        assertThatThrownBy(() -> client.send(post("/").within(Duration.ofSeconds(5), 1_000)))
                .hasMessage("localhost responded with too much");
    }

    @Test
    void tellsAHostThatIsNotThereFromOneThatIsUnknown() {
        int port = sink.port();
        sink.close();

        assertThatThrownBy(() -> client.send(OutboundRequest.get(URI.create("https://localhost:" + port + "/"))))
                .hasMessage("localhost accepts no connection");

        OutboundClient unknown = new OutboundClient(LOOPBACK, () -> TrustedAuthorities.sslContext(List.of()), host -> {
            throw new UnknownHostException(host);
        });
        assertThatThrownBy(() -> unknown.send(OutboundRequest.get(URI.create("https://nowhere.example/"))))
                .hasMessage("nowhere.example is not known");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://a.example/", "file:///etc/passwd", "/path", "https://user:pw@a.example/", "https:opaque"})
    void refusesWhatIsNoAddressOfACall(String uri) {
        assertThatThrownBy(() -> OutboundRequest.get(URI.create(uri)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no address of a call");
    }

    @Test
    void refusesHeadersThatWouldChangeTheRequest() {
        Map.of("x", "a\r\nHost: b", "Host", "b", "Transfer-Encoding", "chunked", "a b", "c", "", "d")
                .forEach((name, value) -> assertThat(OutboundRequest.isHeader(name, value))
                        .as(name)
                        .isFalse());
        assertThat(OutboundRequest.isHeader("X-Api-Key", "a b")).isTrue();
    }
}
