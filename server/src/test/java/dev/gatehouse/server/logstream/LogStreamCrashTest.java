package dev.gatehouse.server.logstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.TestTenant;
import dev.gatehouse.server.outbound.HttpsSink;
import dev.gatehouse.server.start.Main;
import dev.gatehouse.server.store.StoredJson;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed again and again while it streams: its sink gets every event, in order. */
@Timeout(300)
@SuppressWarnings("NullAway.Init") // set by the test before it uses them
class LogStreamCrashTest {
    private static final String SECRET = "the-secret-of-a-server-that-is-killed";
    private static final int KILLS = 3;

    @TempDir
    private Path directory;

    private Process server;
    private HttpClient http;
    private String base;

    @AfterEach
    void stop() {
        if (server != null) {
            server.destroyForcibly();
        }
    }

    @Test
    void deliversAllThatWasAcknowledgedAcrossKills() throws Exception {
        int port = freePort();
        List<String> acknowledged = new ArrayList<>();
        try (HttpsSink sink = new HttpsSink(Files.createDirectory(directory.resolve("sink")))) {
            for (int kill = 0; kill <= KILLS; kill++) {
                start(port, sink);
                String token = token();
                if (kill == 0) {
                    send(
                            "POST",
                            "/api/v2/log-streams",
                            token,
                            "{\"type\":\"http\",\"sink\":{\"httpEndpoint\":\"" + sink.base()
                                    + "\",\"httpContentFormat\":\"JSONLINES\"}}");
                }
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(700 + 400L * kill);
                while (System.nanoTime() < end) {
                    String name = "role " + acknowledged.size();
                    send("POST", "/api/v2/roles", token, "{\"name\":\"" + name + "\"}");
                    acknowledged.add(name);
                }
                if (kill < KILLS) {
                    server.destroyForcibly().waitFor();
                }
            }

            assertThat(delivered(sink, acknowledged.size())).containsExactlyElementsOf(acknowledged);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void start(int port, HttpsSink sink) throws Exception {
        Path data = directory.resolve("data");
        base = "https://localhost:" + port;
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "start",
                        "--data",
                        data.toString(),
                        "--domain",
                        "localhost:" + port,
                        "--http-port",
                        "off",
                        "--client-id",
                        "app",
                        "--client-secret",
                        SECRET,
                        "--outgoing-certificates",
                        sink.authority().toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        for (int i = 0; i < 600; i++) {
            Thread.sleep(100);
            try {
                http = HttpClient.newBuilder()
                        .sslContext(TestTenant.trusting(data))
                        .build();
                if (http.send(
                                        HttpRequest.newBuilder(URI.create(base + "/healthz"))
                                                .build(),
                                        HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException | java.io.UncheckedIOException e) {
                assertThat(server.isAlive()).as("the server runs").isTrue();
            }
        }
        throw new IllegalStateException("the server did not start");
    }

    private String token() throws Exception {
        return send(
                        "POST",
                        "/oauth/token",
                        "",
                        "{\"grant_type\":\"client_credentials\",\"client_id\":\"app\"," + "\"client_secret\":\""
                                + SECRET + "\",\"audience\":\"" + base + "/api/v2/\"}")
                .path("access_token")
                .asText();
    }

    private JsonNode send(String method, String path, String token, String body) throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("content-type", "application/json")
                        .header("authorization", "Bearer " + token)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return StoredJson.read(response.body());
    }

    /** The roles that the sink was told of, each where it came first. */
    private static Set<String> delivered(HttpsSink sink, int wanted) throws InterruptedException {
        Set<String> names = new LinkedHashSet<>();
        HttpsSink.Received received = sink.received().poll(30, TimeUnit.SECONDS);
        while (received != null && names.size() < wanted) {
            received.body()
                    .lines()
                    .map(line -> StoredJson.object(line).at("/data/details/request/body/name"))
                    .filter(JsonNode::isTextual)
                    .forEach(name -> names.add(name.asText()));
            if (names.size() < wanted) {
                received = sink.received().poll(30, TimeUnit.SECONDS);
            }
        }
        return names;
    }
}
