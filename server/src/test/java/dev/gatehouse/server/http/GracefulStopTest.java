package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GracefulStopTest extends ServedTest {
    @Test
    void finishesWhatIsInFlightAndTakesNothingNew() throws Exception {
        CompletableFuture<HttpResponse<String>> inFlight = client.sendAsync(
                HttpRequest.newBuilder(URI.create(https("/slow")))
                        // With HTTP/2 the JDK's client of Java 17 gives up what is in flight when it reads GOAWAY.
                        .version(HttpClient.Version.HTTP_1_1)
                        .build(),
                BodyHandlers.ofString());
        await(entered);
        // Read before the stop: a closed connector has no port any more.
        int port = server.httpPort();
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(server::close);

        awaitRefusal(port);
        assertThat(stopping).isNotDone();
        assertThat(inFlight).isNotDone();

        released.countDown();
        assertThat(inFlight.get(10, TimeUnit.SECONDS).body()).isEqualTo("finished");
        stopping.get(25, TimeUnit.SECONDS);
        assertThatThrownBy(() -> new RawConnection(port)).isInstanceOf(ConnectException.class);
    }

    /** From some moment on, no new connection is taken. */
    private static void awaitRefusal(int port) throws Exception {
        for (int i = 0; i < 100; i++) {
            try (RawConnection connection = new RawConnection(port)) {
                connection.send("GET /document HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                connection.readToEnd();
            } catch (ConnectException e) {
                return;
            } catch (SocketException e) {
                // Reset: it waited to be accepted as the listener closed, and the next one tells.
            }
            Thread.sleep(50);
        }
        throw new AssertionError("new connections are taken still");
    }
}
