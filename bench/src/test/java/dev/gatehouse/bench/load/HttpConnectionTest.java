package dev.gatehouse.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void readsSeveralResponses() throws Exception {
        String large = "x".repeat(100_000);
        List<String> responses = List.of(
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 201 Created\r\ncontent-length: 100000\r\n\r\n" + large);
        try (ServerSocket server = responding(responses);
                HttpConnection connection = new HttpConnection(server.getLocalPort())) {
            assertThat(connection.exchange(REQUEST)).isEqualTo(200);
            assertThat(connection.body()).isEqualTo("first");
            assertThat(connection.exchange(REQUEST)).isEqualTo(204);
            assertThat(connection.body()).isEmpty();
            assertThat(connection.exchange(REQUEST)).isEqualTo(201);
            assertThat(connection.body()).isEqualTo(large);
        }
    }

    @Test
    void refusesAResponseOfUnknownLength() throws Exception {
        try (ServerSocket server = responding(List.of("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"));
                HttpConnection connection = new HttpConnection(server.getLocalPort())) {
            assertThatThrownBy(() -> connection.exchange(REQUEST))
                    .isInstanceOf(IOException.class)
                    .hasMessage("a response without content-length: HTTP/1.1 200 OK");
        }
    }

    @Test
    void failsWhenTheServerDisconnects() throws Exception {
        try (ServerSocket server = responding(List.of());
                HttpConnection connection = new HttpConnection(server.getLocalPort())) {
            assertThatThrownBy(() -> connection.exchange(REQUEST)).isInstanceOf(IOException.class);
        }
    }

    /** Gives one connection those responses, each for a request, and hangs up. */
    private static ServerSocket responding(List<String> responses) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        new Thread(() -> response(server, responses)).start();
        return server;
    }

    private static void response(ServerSocket server, List<String> responses) {
        try (Socket socket = server.accept()) {
            for (String response : responses) {
                socket.getInputStream().readNBytes(REQUEST.length);
                socket.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
