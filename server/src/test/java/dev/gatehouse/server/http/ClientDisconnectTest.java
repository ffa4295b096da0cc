package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.cancellation.Cancellation;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that do not wait for their responses. */
@Timeout(60)
class ClientDisconnectTest extends ServedTest {
    private static final int REQUESTS = 20;

    @Override
    HttpLimits limits() {
        return new HttpLimits(
                MAXIMUM_BODY,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20));
    }

    private List<CompletableFuture<HttpResponse<String>>> send(String path, HttpRequest.BodyPublisher body)
            throws Exception {
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            sent.add(client.sendAsync(
                    HttpRequest.newBuilder(URI.create(https(path))).POST(body).build(), BodyHandlers.ofString()));
        }
        return sent;
    }

    /** Has all that follows go over one connection of HTTP/2. */
    @BeforeEach
    void connect() throws Exception {
        assertThat(send("GET", https("/document"), "").version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    private void awaitWorking(int requests) throws InterruptedException {
        for (int i = 0; i < 200 && working.get() < requests; i++) {
            Thread.sleep(50);
        }
        assertThat(working.get()).isEqualTo(requests);
    }

    private long count(String status) {
        return meters.find("http.server.requests").tag("status", status).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @Test
    void resetsAreNotErrorsOfTheServer() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> sent = send("/slow", BodyPublishers.ofString("{}"));
        awaitWorking(REQUESTS);
        sent.forEach(response -> response.cancel(true)); // RST_STREAM
        Thread.sleep(300);
        released.countDown();
        // Some of the responses may have been written before their reset arrived.
        int all = REQUESTS + 1;
        for (int i = 0; i < 200 && count("499") + count("200") < all; i++) {
            Thread.sleep(50);
        }

        assertThat(count("499")).isPositive();
        assertThat(count("499") + count("200")).isEqualTo(all);
        assertThat(count("500")).isZero();
        assertThat(send("GET", https("/document"), "").statusCode()).isEqualTo(200);
        assertThat(server.main().handler().heldBytes()).isZero();
    }

    @Test
    void aClosedConnectionCancelsWhatIsDoneForIt() throws Exception {
        List<RawConnection> connections = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            RawConnection connection = new RawConnection(server.httpPort());
            connection.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            connections.add(connection);
        }
        awaitWorking(REQUESTS);
        for (RawConnection connection : connections) {
            connection.close();
        }
        for (int i = 0; i < 200 && cancelled() < REQUESTS; i++) {
            Thread.sleep(50);
        }
        assertThat(cancelled()).isEqualTo(REQUESTS);
        released.countDown();
        for (int i = 0; i < 200 && count("499") < REQUESTS; i++) {
            Thread.sleep(50);
        }

        assertThat(count("499")).isEqualTo(REQUESTS);
        assertThat(count("500")).isZero();
    }

    private long cancelled() {
        return cancellations.stream().filter(Cancellation::isCancelled).count();
    }

    @Test
    void aRequestSentAheadIsRespondedToInItsTurn() throws Exception {
        try (RawConnection connection = new RawConnection(server.httpPort())) {
            connection.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            awaitWorking(1);
            Thread.sleep(700); // long enough for it to be watched
            connection.send("GET /document HTTP/1.1\r\nHost: a\r\n\r\nGET /document HTTP/1.1\r\nHost: a\r\nX: "
                    + "a".repeat(3_000));
            Thread.sleep(100);
            released.countDown();
            assertThat(connection.readUntil("finished")).startsWith("HTTP/1.1 200");
            assertThat(connection.readUntil("a document")).startsWith("HTTP/1.1 200");
            connection.send("\r\nConnection: close\r\n\r\n");
            assertThat(connection.readToEnd()).startsWith("HTTP/1.1 200").endsWith("a document");
        }
    }

    @Test
    void aConnectionThatWasWatchedIsUsedAgain() throws Exception {
        try (RawConnection connection = new RawConnection(server.httpPort())) {
            connection.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            awaitWorking(1);
            Thread.sleep(700);
            released.countDown();
            assertThat(connection.readUntil("finished")).startsWith("HTTP/1.1 200");
            for (int i = 0; i < 3; i++) {
                Thread.sleep(50);
                connection.send("GET /document HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(connection.readUntil("a document")).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void workIsNotBegunForThoseWhoHaveGone() throws Exception {
        // All turns are taken; what comes behind waits, and is gone before its turn.
        List<CompletableFuture<HttpResponse<String>>> begun = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            begun.addAll(send("/slow", BodyPublishers.ofString("{}")));
        }
        awaitWorking(HttpServer.MAX_CONCURRENT_REQUESTS);
        List<CompletableFuture<HttpResponse<String>>> waiting = send("/counted", BodyPublishers.ofString("{}"));
        Thread.sleep(500);
        assertThat(counted.get()).isZero();
        waiting.forEach(response -> response.cancel(true));
        Thread.sleep(500);
        released.countDown();
        for (CompletableFuture<HttpResponse<String>> response : begun) {
            assertThat(response.get().body()).isEqualTo("finished");
        }
        assertThat(send("POST", https("/counted"), "{}").statusCode()).isEqualTo(200);

        assertThat(counted.get()).isEqualTo(1);
        assertThat(count("500")).isZero();
    }
}
