package dev.gatehouse.client.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.client.async.ClientThreads;
import dev.gatehouse.client.async.Deadline;
import dev.gatehouse.client.async.TimeSource;
import dev.gatehouse.client.async.Timer;
import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import java.io.EOFException;
import java.net.ProtocolException;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SocketTransportTest {
    private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

    private final ClientThreads threads = new ClientThreads();
    private final SocketTransport transport =
            new SocketTransport(connector(Duration.ofSeconds(10)), Timer.on(threads), threads);

    @AfterEach
    void close() {
        transport.close();
        threads.close();
    }

    private Deadline deadline(Duration time) {
        return new TimeSource(Clock.systemUTC(), Timer.on(threads)).deadline(time);
    }

    private static Connector connector(Duration timeout) {
        return new Connector(timeout, null, ProxySelector.of(null), null);
    }

    private static ApiRequest request(String method, URI uri, byte[] body, boolean waitedFor) {
        return ApiRequest.of(method, uri)
                .withHeader("accept", "*/*")
                .withBody(body)
                .withTimeout(Duration.ofSeconds(20))
                .withBlocking(waitedFor);
    }

    private static ApiRequest get(URI uri) {
        return request("GET", uri, new byte[0], true);
    }

    private static String text(ApiResponse answer) {
        return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static void assertFails(CompletableFuture<?> answer, Class<?> type, String message) {
        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(type)
                .hasMessage(message);
    }

    /** Line ends as {@code |}. */
    private static String wire(String shown) {
        return shown.replace("|", "\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', textBlock = """
            HTTP/1.1 200 OK|content-length: 2||ok → 200 ok
            HTTP/1.1 200 OK|CONTENT-LENGTH:2||ok → 200 ok
            HTTP/1.1 200 OK|content-length: 2|content-length: 2||ok → 200 ok
            HTTP/1.1 404|content-length: 0|| → '404 '
            HTTP/1.1 204 No Content|| → '204 '
            HTTP/1.1 304 Not Modified|content-length: 7|| → '304 '
            HTTP/1.1 200 OK|transfer-encoding: chunked||2;a=b|ok|A|0123456789|0|| → 200 ok0123456789
            HTTP/1.1 200 OK|Transfer-Encoding: Chunked||2|ok|0|trailer: x|| → 200 ok
            HTTP/1.1 100 Continue||HTTP/1.1 103 Early Hints|link: x||HTTP/1.1 200 OK|content-length: 2||ok → 200 ok
            HTTP/1.1 200 OK||until the end → 200 until the end
            HTTP/1.0 200 OK|content-length: 2||ok → 200 ok
            HTTP/1.1 200 OK|x-empty:|content-length: 2||ok → 200 ok
            """)
    void readsAnAnswer(String sent, String read) throws Exception {
        for (boolean waitedFor : new boolean[] {true, false}) {
            try (Wire server = Wire.answering(wire(sent))) {
                CompletableFuture<ApiResponse> answer =
                        transport.send(request("GET", server.uri("/"), new byte[0], waitedFor));
                assertThat(text(answer.join())).isEqualTo(read);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', textBlock = """
            SSH-2.0-OpenSSH||                                           → the response is not HTTP/1.1
            HTTP/2 200 OK||                                             → the response is not HTTP/1.1
            HTTP/1.1 2000 OK||                                          → the response is not HTTP/1.1
            HTTP/1.1 2x0 OK||                                           → the response is not HTTP/1.1
            HTTP/1.1 099 Low||                                          → the response is not HTTP/1.1
            HTTP/1.1 200 OK|no colon||                                  → the response is not HTTP/1.1
            HTTP/1.1 200 OK|a: b| folded||                              → the response is not HTTP/1.1
            HTTP/1.1 200 OK|a : b||                                     → the response is not HTTP/1.1
            HTTP/1.1 200 OK|: b||                                       → the response is not HTTP/1.1
            HTTP/1.1 200 OK|a: b\0||                                    → the response is not HTTP/1.1
            HTTP/1.1 200 OK|content-length: -1||                        → the response's content-length is not a number
            HTTP/1.1 200 OK|content-length: 1|content-length: 2||ok     → the response's content-length is not a number
            HTTP/1.1 200 OK|content-length: 99999999999||               → the response is longer than 67108864 bytes
            HTTP/1.1 200 OK|content-length: 67108865||                  → the response is longer than 67108864 bytes
            HTTP/1.1 200 OK|transfer-encoding: gzip, chunked||          → the response has an unknown transfer-encoding
            HTTP/1.1 200 OK|transfer-encoding: chunked||zz|             → a chunk of the response has no size
            HTTP/1.1 200 OK|transfer-encoding: chunked||-1|             → a chunk of the response has no size
            HTTP/1.1 200 OK|transfer-encoding: chunked||FFFFFFFFF|      → the response is longer than 67108864 bytes
            HTTP/1.1 200 OK|transfer-encoding: chunked||1|ok|           → a chunk of the response is longer than its size
            HTTP/1.1 101 Switching Protocols||                          → there was no final response
            """)
    void refusesWhatIsNoAnswer(String sent, String why) throws Exception {
        try (Wire server = Wire.answering(wire(sent).replace("\\0", "\0"))) {
            assertFails(transport.send(get(server.uri("/"))), ProtocolException.class, why);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', textBlock = """
            ''                                                 → the connection was closed without a response
            HTTP/1.1 200 OK|content-le                         → the connection was closed during the response
            HTTP/1.1 200 OK|content-length: 3||ok              → the connection was closed during the response
            HTTP/1.1 200 OK|transfer-encoding: chunked||3|ok   → the connection was closed during the response
            HTTP/1.1 200 OK|transfer-encoding: chunked||2|ok|  → the connection was closed without a response
            """)
    void noticesThatAnAnswerIsCutOff(String sent, String why) throws Exception {
        try (Wire server = Wire.answering(wire(sent))) {
            assertFails(transport.send(get(server.uri("/"))), EOFException.class, why);
        }
    }

    @Test
    void boundsTheHeadOfAnAnswer() throws Exception {
        try (Wire server = Wire.answering("HTTP/1.1 200 OK\r\na: " + "b".repeat(70_000) + "\r\n\r\n")) {
            assertFails(
                    transport.send(get(server.uri("/"))),
                    ProtocolException.class,
                    "the response's headers are longer than 65536 bytes");
        }
    }

    @Test
    void boundsInterimAnswers() throws Exception {
        try (Wire server = Wire.answering("HTTP/1.1 100 Continue\r\n\r\n".repeat(20) + OK)) {
            assertFails(transport.send(get(server.uri("/"))), ProtocolException.class, "there was no final response");
        }
    }

    @Test
    void readsALongAnswer() throws Exception {
        String body = "0123456789".repeat(300_000);
        try (Wire server = Wire.answering("HTTP/1.1 200 OK\r\ncontent-length: 3000000\r\n\r\n" + body)) {
            assertThat(text(transport.send(get(server.uri("/"))).join())).isEqualTo("200 " + body);
        }
    }

    @Test
    void showsHeadersInAnyCase() throws Exception {
        try (Wire server =
                Wire.answering("HTTP/1.1 200 OK\r\nX-One: 1\r\nx-two:\ta \r\nx-one: 2\r\ncontent-length: 0\r\n\r\n")) {
            ApiResponse answer = transport.send(get(server.uri("/"))).join();

            assertThat(answer.header("x-ONE")).isEqualTo("1");
            assertThat(answer.header("x-on")).isNull();
            assertThat(answer.headers())
                    .isEqualTo(
                            Map.of("X-One", List.of("1", "2"), "x-two", List.of("a"), "content-length", List.of("0")));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', textBlock = """
            GET    | /a%20b?q=%2B | ''   → GET /a%20b?q=%2B HTTP/1.1|host: localhost:PORT|accept: */*||
            GET    | ''           | ''   → GET / HTTP/1.1|host: localhost:PORT|accept: */*||
            DELETE | /a           | ''   → DELETE /a HTTP/1.1|host: localhost:PORT|accept: */*||
            DELETE | /a           | {}   → DELETE /a HTTP/1.1|host: localhost:PORT|accept: */*|content-length: 2||{}
            POST   | /a           | ''   → POST /a HTTP/1.1|host: localhost:PORT|accept: */*|content-length: 0||
            PATCH  | /a           | {}   → PATCH /a HTTP/1.1|host: localhost:PORT|accept: */*|content-length: 2||{}
            """)
    void writesARequest(String given, String sent) throws Exception {
        String[] parts = given.replace("''", "").split("\\|", -1);
        try (Wire server = Wire.answering(OK)) {
            byte[] body = parts[2].strip().getBytes(StandardCharsets.UTF_8);
            transport
                    .send(request(parts[0].strip(), server.uri(parts[1].strip()), body, true))
                    .join();

            assertThat(server.requests()).containsExactly(wire(sent).replace("PORT", "" + server.port()));
        }
    }

    @Test
    void writesALongBody() throws Exception {
        String body = "0123456789".repeat(50_000);
        try (Wire server = Wire.answering(OK)) {
            transport
                    .send(request("PUT", server.uri("/"), body.getBytes(StandardCharsets.UTF_8), true))
                    .join();

            assertThat(server.requests().get(0)).endsWith("content-length: 500000\r\n\r\n" + body);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb: c", "a\nb", "\0", "\u010D\u010A", "gr\u00FCn", "\u007F"})
    void letsNothingIntoAHeaderThatIsNotAValue(String value) {
        ApiRequest request =
                ApiRequest.of("GET", URI.create("http://localhost:1/")).withHeader("x-mine", value);

        assertThatThrownBy(() -> new RequestWriter().of(request, false, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The value of the header x-mine has characters it must not have");
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-length", "host", "transfer-encoding", "a b", "a:", "", "a\r\nb"})
    void refusesHeadersThatAreHttpsOwn(String name) {
        ApiRequest request =
                ApiRequest.of("GET", URI.create("http://localhost:1/")).withHeader(name, "1");

        assertThatThrownBy(() -> new RequestWriter().of(request, false, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + name + "' is not a header that can be set");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', textBlock = """
            HTTP/1.1 200 OK|content-length: 2||ok                                             → 1
            HTTP/1.1 200 OK|transfer-encoding: chunked||2|ok|0||                              → 1
            HTTP/1.1 204 No Content||                                                         → 1
            HTTP/1.1 200 OK|connection: close|content-length: 2||ok                           → 2
            HTTP/1.1 200 OK|connection: x, Close|content-length: 2||ok                        → 2
            HTTP/1.0 200 OK|content-length: 2||ok                                             → 2
            HTTP/1.1 200 OK|content-length: 2||ok more                                        → 2
            HTTP/1.1 200 OK|transfer-encoding: chunked|content-length: 12||2|ok|0||           → 2
            """)
    void usesAConnectionAgainWhereAnotherAnswerMayFollow(String answer, int connections) throws Exception {
        try (Wire server = Wire.answering(wire(answer), wire(answer))) {
            transport.send(get(server.uri("/"))).join();
            transport.send(get(server.uri("/"))).join();

            assertThat(server.connections()).isEqualTo(connections);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n"})
    void leavesAConnectionThatTheServerEndedOrSpokeOn(String unasked) throws Exception {
        CountDownLatch idle = new CountDownLatch(1);
        Connector connector = connector(Duration.ofSeconds(10));
        ConnectionPool connections = new ConnectionPool(connector, Timer.on(threads), Duration.ofSeconds(20));
        try (Wire server = new Wire(peer -> {
            peer.request();
            peer.say(OK);
            idle.await();
            peer.say(unasked);
        })) {
            Origin origin = Origin.of(server.uri("/"));
            Connection connection = connections.take(origin);
            connection.exchange(get(server.uri("/")), deadline(Duration.ofSeconds(20)));
            connections.rest(connection);
            assertThat(connection.quiet()).isTrue();

            idle.countDown();
            while (connection.quiet()) {
                Thread.onSpinWait(); // It takes a moment until it is here.
            }

            assertThat(connections.take(origin)).isNotSameAs(connection);
        } finally {
            connections.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesUpInTime(boolean waitedFor) throws Exception {
        try (Wire server = new Wire(Wire.Peer::ended)) {
            ApiRequest request = ApiRequest.of("GET", server.uri("/"))
                    .withTimeout(Duration.ofMillis(50))
                    .withBlocking(waitedFor);

            assertFails(
                    transport.send(request),
                    SocketTimeoutException.class,
                    "no complete response within " + request.timeout().toMillis() + " ms");
        }
    }

    @Test
    void givesUpInTimeWhatNobodyReads() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (Wire server = new Wire(peer -> done.await())) {
            ApiRequest request = ApiRequest.of("PUT", server.uri("/"))
                    .withBody(new byte[30_000_000])
                    .withTimeout(Duration.ofMillis(200))
                    .withBlocking(true);

            assertFails(
                    transport.send(request),
                    SocketTimeoutException.class,
                    "no complete response within " + request.timeout().toMillis() + " ms");
        } finally {
            done.countDown();
        }
    }

    @Test
    void cancellingEndsTheConnection() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (Wire server = new Wire(peer -> {
            peer.request();
            received.countDown();
            peer.ended();
            ended.countDown();
        })) {
            CompletableFuture<ApiResponse> answer = transport.send(request("GET", server.uri("/"), new byte[0], false));
            received.await();

            answer.cancel(true);

            ended.await();
        }
    }

    @Test
    void interruptingEndsTheConnection() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicReference<@Nullable CompletableFuture<ApiResponse>> answer = new AtomicReference<>();
        try (Wire server = new Wire(peer -> {
            peer.request();
            received.countDown();
            peer.ended();
            ended.countDown();
        })) {
            Thread caller = new Thread(() -> answer.set(transport.send(get(server.uri("/")))));
            caller.start();
            received.await();

            caller.interrupt();

            ended.await();
            caller.join();
            assertThat(answer.get()).isCompletedExceptionally();
        }
    }

    @Test
    void closingEndsConnectionsAtRest() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (Wire server = new Wire(peer -> {
            peer.request();
            peer.say(OK);
            peer.ended();
            ended.countDown();
        })) {
            transport.send(get(server.uri("/"))).join();

            transport.close();

            ended.await();
            assertFails(transport.send(get(server.uri("/"))), IllegalStateException.class, "the client is closed");
        }
    }

    @Test
    void aConnectionUnderWayWhenItIsClosedEndsWithItsAnswer() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (Wire server = new Wire(peer -> {
            peer.request();
            received.countDown();
            closed.await();
            peer.say(OK);
            peer.ended();
            ended.countDown();
        })) {
            CompletableFuture<ApiResponse> answer = transport.send(request("GET", server.uri("/"), new byte[0], false));
            received.await();

            transport.close();
            closed.countDown();

            assertThat(text(answer.join())).isEqualTo("200 ok");
            ended.await();
        }
    }

    @Test
    void closesConnectionsThatNobodyNeeds() throws Exception {
        CountDownLatch ended = new CountDownLatch(2);
        Connector connector = connector(Duration.ofSeconds(10));
        ConnectionPool connections = new ConnectionPool(connector, Timer.on(threads), Duration.ofMillis(20));
        try (Wire server = new Wire(peer -> {
            peer.request();
            peer.say(OK);
            peer.ended();
            ended.countDown();
        })) {
            for (int i = 0; i < 2; i++) {
                Connection connection = new Connection(Origin.of(server.uri("/")), connector, Timer.on(threads));
                connection.exchange(get(server.uri("/")), deadline(Duration.ofSeconds(20)));
                connections.rest(connection);
            }

            ended.await();
        }
    }

    @Test
    void knowsNoOtherSchemes() {
        assertFails(
                transport.send(get(URI.create("ftp://localhost/"))),
                IllegalArgumentException.class,
                "requests go to http:// and https:// alone");
    }
}
