package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients that keep connections busy, or keep them waiting, leave to others. */
@Timeout(60)
class ConnectionExhaustionTest extends ServedTest {
    private static final int MAX = 16;
    private static final Duration HEADER_TIMEOUT = Duration.ofSeconds(2);
    private static final String GET = "GET /document HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    private final List<RawConnection> connections = new ArrayList<>();

    @Override
    ConnectionBudget budget() {
        return new ConnectionBudget(MAX, 4);
    }

    @Override
    HttpLimits limits() {
        return new HttpLimits(
                MAXIMUM_BODY, Duration.ofSeconds(30), HEADER_TIMEOUT, Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    @AfterEach
    void closeAll() throws IOException {
        for (RawConnection connection : connections) {
            connection.close();
        }
    }

    private RawConnection connect(int port) throws IOException {
        RawConnection connection = new RawConnection(port);
        connections.add(connection);
        return connection;
    }

    /** Sends a byte now and then until the server closes the connection, as it has to long before the end of the time. */
    private static void requireClosedWhileDribbling(RawConnection connection) throws Exception {
        long end = System.nanoTime() + HEADER_TIMEOUT.multipliedBy(5).toNanos();
        while (dribble(connection, "a")) {
            assertThat(System.nanoTime()).as("time until it is closed").isLessThan(end);
            Thread.sleep(100);
        }
    }

    /** Sends a part of a header; false when the server has closed the connection. */
    private static boolean dribble(RawConnection connection, String part) throws IOException {
        try {
            connection.send(part);
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    /** Connections whose header is never complete; some may be closed at once, in favour of the next. */
    private void connectDribbling(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            dribble(connect(server.httpPort()), "GET /document HTTP/1.1\r\nX: a");
        }
    }

    private static String exchangeFromAnotherAddress(int port) throws IOException {
        try (Socket other = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName("127.0.0.2"), 0)) {
            other.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
            return new String(other.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void endsAHeaderThatDribbles() throws Exception {
        RawConnection connection = connect(server.httpPort());
        connection.send("GET /document HTTP/1.1\r\nHost: a\r\nX: ");

        requireClosedWhileDribbling(connection);
    }

    @Test
    void endsTheHeaderOfALaterRequestThatDribbles() throws Exception {
        RawConnection connection = connect(server.httpPort());
        connection.send("GET /document HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(connection.readUntil("a document")).startsWith("HTTP/1.1 200");
        Thread.sleep(HEADER_TIMEOUT.plusMillis(500).toMillis()); // silent it may be
        connection.send("GET /document HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(connection.readUntil("a document")).startsWith("HTTP/1.1 200");

        connection.send("GET /document HTTP/1.1\r\nX: ");
        requireClosedWhileDribbling(connection);
    }

    @Test
    void endsATlsHandshakeThatDribbles() throws Exception {
        RawConnection connection = connect(server.httpsPort());
        // The beginning of a ClientHello that announces 512 bytes.
        connection.send("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003");

        requireClosedWhileDribbling(connection);
    }

    @Test
    void servesOthersWhileTwiceTheConnectionsDribble() throws Exception {
        connectDribbling(2 * MAX);
        String last = "";
        for (int i = 0; i < 40 && !last.startsWith("HTTP/1.1 200"); i++) {
            for (RawConnection connection : connections) {
                dribble(connection, "a");
            }
            try {
                last = exchange(GET);
            } catch (IOException e) {
                last = ""; // not taken yet
            }
            Thread.sleep(100);
        }
        assertThat(last).endsWith("a document");
        assertThat(server.main().connections().count()).isLessThanOrEqualTo(MAX + MAX / 4);
    }

    @Test
    void tellsThoseBeyondItsConnectionsThatItIsBusy() throws Exception {
        List<RawConnection> busy = new ArrayList<>();
        for (int i = 0; i < budget().maxPerAddress(); i++) {
            RawConnection connection = connect(server.httpPort());
            connection.send("GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            busy.add(connection);
        }
        awaitConnections(budget().maxPerAddress());
        String refused = exchange(GET);
        assertThat(refused)
                .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                .containsIgnoringCase("\r\nretry-after: 1\r\n")
                .containsIgnoringCase("\r\nconnection: close\r\n")
                .endsWith("{\"statusCode\":503,\"error\":\"Service Unavailable\",\"message\":\"The server is busy\"}");

        released.countDown();
        for (RawConnection connection : busy) {
            assertThat(connection.readToEnd()).startsWith("HTTP/1.1 200").endsWith("finished");
            connection.close();
        }
        awaitConnections(0);
        assertThat(exchange(GET)).endsWith("a document");
    }

    private void awaitConnections(int count) throws InterruptedException {
        for (int i = 0; i < 100 && server.main().connections().count() != count; i++) {
            Thread.sleep(50);
        }
        assertThat(server.main().connections().count()).isEqualTo(count);
    }

    @Test
    void leavesRoomForOtherAddresses() throws Exception {
        for (int i = 0; i < budget().maxPerAddress(); i++) {
            connect(server.httpPort()).send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
        }
        awaitConnections(budget().maxPerAddress());
        assertThat(exchangeFromAnotherAddress(server.httpPort())).endsWith("a document");
    }

    @Test
    void leavesRoomForOtherAddressesHoweverManyComeAtOnce() throws Exception {
        connectDribbling(3 * MAX);
        for (int i = 0; i < 3; i++) {
            assertThat(exchangeFromAnotherAddress(server.httpPort())).endsWith("a document");
        }
    }

    @Test
    void answersHealthWhileAllThreadsAreTaken() throws Exception {
        // With a connection of HTTP/2 that there is, all go over that one.
        assertThat(send("GET", https("/document"), "").version()).isEqualTo(HttpClient.Version.HTTP_2);
        List<CompletableFuture<HttpResponse<String>>> slow = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            slow.add(client.sendAsync(
                    HttpRequest.newBuilder(URI.create(https("/slow"))).build(), BodyHandlers.ofString()));
        }
        await(entered);
        Thread.sleep(500);

        assertThat(send("GET", https("/healthz"), "").body()).isEqualTo("well");
        assertThat(send("GET", "http://127.0.0.1:" + server.managementPort() + "/inside", "")
                        .body())
                .isEqualTo("for operators");
        released.countDown();
        for (CompletableFuture<HttpResponse<String>> response : slow) {
            assertThat(response.get(20, TimeUnit.SECONDS).body()).isEqualTo("finished");
        }
    }
}
