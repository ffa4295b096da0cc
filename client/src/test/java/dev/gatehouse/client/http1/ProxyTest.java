package dev.gatehouse.client.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.Certificates;
import dev.gatehouse.client.async.Timer;
import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Through a proxy, and with TLS. */
@Timeout(30)
class ProxyTest {
    private static final String CREDENTIALS = "Basic bWU6czNjcjN0";

    @TempDir
    Path folder;

    private SSLContext tls;

    @BeforeEach
    void makeCertificate() throws Exception {
        tls = Certificates.make(folder);
    }

    private CompletableFuture<ApiResponse> get(Wire proxy, URI uri) {
        ProxySelector selector = ProxySelector.of(proxy.address());
        Connector connector = new Connector(
                Duration.ofSeconds(10), Trust.authorities(folder.resolve("ca.pem")), selector, CREDENTIALS);
        try (SocketTransport transport = new SocketTransport(connector, Timer.on(Runnable::run), Runnable::run)) {
            return transport.send(ApiRequest.of("GET", uri)
                    .withTimeout(Duration.ofSeconds(20))
                    .withBlocking(true));
        }
    }

    /** A proxy that leads whoever asks to a server for localhost, which says who it is. */
    private Wire tunnel(List<String> seen) throws IOException {
        return new Wire(peer -> {
            if (peer.request()) {
                peer.say("HTTP/1.1 200 Connection established\r\n\r\n");
                try (ServerSocket secure = tls.getServerSocketFactory()
                                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
                        Socket inner = new Socket(secure.getInetAddress(), secure.getLocalPort())) {
                    Thread answering = new Thread(() -> answer(secure, seen));
                    Thread back = new Thread(() -> relay(inner, peer.socket()));
                    answering.start();
                    back.start();
                    relay(peer.socket(), inner);
                    answering.join();
                    back.join();
                }
            }
        });
    }

    private static void answer(ServerSocket secure, List<String> seen) {
        try (Socket socket = secure.accept()) {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    return;
                }
                head.append((char) next);
            }
            seen.add(head.toString());
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            seen.add(e.getClass().getSimpleName());
        }
    }

    private static void relay(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One of them went away: so does the other.
        }
    }

    @Test
    void tunnelsToHttpsAndTellsTheProxyAloneWhoItIs() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (Wire proxy = tunnel(seen)) {
            assertThat(get(proxy, URI.create("https://localhost/a")).join().status())
                    .isEqualTo(200);

            assertThat(proxy.requests())
                    .containsExactly("CONNECT localhost:443 HTTP/1.1\r\nhost: localhost:443\r\nproxy-authorization: "
                            + CREDENTIALS + "\r\n\r\n");
            assertThat(seen).containsExactly("GET /a HTTP/1.1\r\nhost: localhost\r\n\r\n");
        }
    }

    @Test
    void trustsACertificateForTheHostItAskedForAlone() throws Exception {
        try (Wire proxy = tunnel(new CopyOnWriteArrayList<>())) {
            assertThatThrownBy(() ->
                            get(proxy, URI.create("https://other.example/a")).join())
                    .cause()
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("other.example");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "407 Proxy Authentication Required, java.lang.IllegalStateException, refused to reach, 407",
        "502 Bad Gateway, java.net.ConnectException, did not reach, 502"
    })
    void saysThatTheProxyRefuses(String answer, Class<?> type, String what, int status) throws Exception {
        try (Wire proxy = Wire.answering("HTTP/1.1 " + answer + "\r\ncontent-length: 0\r\n\r\n")) {
            assertThatThrownBy(() ->
                            get(proxy, URI.create("https://tenant.example/a")).join())
                    .cause()
                    .isInstanceOf(type)
                    .hasMessageEndingWith(
                            "the proxy " + proxy.address() + " " + what + " tenant.example:443: " + status);
        }
    }

    @Test
    void asksAProxyForHttp() throws Exception {
        try (Wire proxy = Wire.answering("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")) {
            get(proxy, URI.create("http://tenant.example/a?b=c")).join();

            assertThat(proxy.requests())
                    .containsExactly(
                            "GET http://tenant.example/a?b=c HTTP/1.1\r\nhost: tenant.example\r\nproxy-authorization: "
                                    + CREDENTIALS + "\r\n\r\n");
        }
    }

    @Test
    void saysThatAProxySpeaksSocks() {
        ProxySelector socks = new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(new Proxy(Proxy.Type.SOCKS, InetSocketAddress.createUnresolved("p", 1)));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        };
        try (SocketTransport transport = new SocketTransport(
                new Connector(Duration.ofSeconds(1), null, socks, null), Timer.on(Runnable::run), Runnable::run)) {
            ApiRequest request =
                    ApiRequest.of("GET", URI.create("http://tenant.example/")).withBlocking(true);

            assertThatThrownBy(() -> transport.send(request).join())
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "the proxy p/<unresolved>:1 speaks SOCKS, which this client does not: configure an HTTP proxy");
        }
    }
}
