package dev.gatehouse.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.TestTenant;
import dev.gatehouse.server.configuration.Setting;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DrainTest {
    private static final byte SETTINGS = 4;
    private static final byte GOAWAY = 7;

    /** It is not ready from the beginning, serves to the end, and keeps no connection. */
    @Test
    void aServerThatIsToldToStopServesOnWhileItIsNotReady(@TempDir Path directory) throws Exception {
        TestTenant tenant = new TestTenant(directory, Map.of(Setting.DRAIN_TIME, "2"));
        String token = tenant.token("read:roles");
        try (KeptConnection connection = new KeptConnection(tenant.httpPort());
                KeptConnection other = new KeptConnection(tenant.httpPort())) {
            assertThat(connection.get("/healthz", token)).startsWith("HTTP/1.1 200");
            assertThat(other.get("/api/v2/roles", token)).startsWith("HTTP/1.1 200");
            assertThat(tenant.management().get("/health/ready").status()).isEqualTo(200);

            long began = System.nanoTime();
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(tenant::close);
            while (tenant.management().get("/health/ready").status() == 200) {
                assertThat(stopping).isNotDone();
            }
            assertThat(tenant.management().get("/health/ready").body()).contains("The server is stopping");
            assertThat(tenant.management().get("/health/live").status()).isEqualTo(200);
            assertThat(connection.get("/healthz", token))
                    .startsWith("HTTP/1.1 503")
                    .contains("Connection: close");
            assertThat(connection.isClosed()).isTrue();
            assertThat(other.get("/api/v2/roles", token))
                    .startsWith("HTTP/1.1 200")
                    .contains("Connection: close");
            assertThat(other.isClosed()).isTrue();
            try (KeptConnection late = new KeptConnection(tenant.httpPort())) {
                assertThat(late.get("/api/v2/roles", token)).startsWith("HTTP/1.1 200");
            }
            stopping.get(30, TimeUnit.SECONDS);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(2));
        }
    }

    /** A client over HTTP/2 learns of it at once, so that its next request goes elsewhere. */
    @Test
    void aServerThatIsToldToStopTellsClientsOverHttp2First(@TempDir Path directory) throws Exception {
        TestTenant tenant = new TestTenant(directory, Map.of(Setting.DRAIN_TIME, "5"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), tenant.httpPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[] {0, 0, 0, SETTINGS, 0, 0, 0, 0, 0});
            DataInputStream in = new DataInputStream(socket.getInputStream());
            awaitFrame(in, SETTINGS);

            CompletableFuture<Void> stopping = CompletableFuture.runAsync(tenant::close);
            awaitFrame(in, GOAWAY);
            assertThat(stopping).isNotDone();
            try (KeptConnection late = new KeptConnection(tenant.httpPort())) {
                assertThat(late.get("/healthz", "")).startsWith("HTTP/1.1 503");
            }
            stopping.get(30, TimeUnit.SECONDS);
        }
    }

    /** Reads frames (RFC 9113 §4.1) until one of that type was read. */
    private static void awaitFrame(DataInputStream in, int type) throws IOException {
        int read;
        do {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            read = in.readUnsignedByte();
            in.readFully(new byte[5 + length]);
        } while (read != type);
    }

    /** A connection that its client would use again. */
    private static final class KeptConnection implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        KeptConnection(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(10_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        }

        /** The status line and the header, after reading the body. */
        String get(String path, String token) throws IOException {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + TestTenant.DOMAIN + "\r\nAuthorization: Bearer "
                                    + token + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            List<String> header = new ArrayList<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                header.add(line);
            }
            int length = header.stream()
                    .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
            assertThat(in.skip(length)).isEqualTo(length);
            return String.join("\n", header);
        }

        boolean isClosed() throws IOException {
            return in.read() < 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
