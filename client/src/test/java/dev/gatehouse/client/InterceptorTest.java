package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.Interceptor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class InterceptorTest extends ClientTest {
    private static final ScriptedResponse ROLE = ScriptedResponse.ok("{\"id\":\"rol_1\",\"name\":\"s3cr3t\"}");

    @Test
    void seesEachAttemptAndRequestsForTokensToo() {
        server.answers(ScriptedResponse.json(429, "{}"), ROLE);
        List<String> seen = new CopyOnWriteArrayList<>();
        ManagementClient client = client(credentials().interceptor((request, next) -> {
            seen.add(request.toString());
            return next.send(request);
        }));

        client.getRole("rol_1");

        assertThat(seen).containsExactly("POST /oauth/token", "GET /api/v2/roles/rol_1", "GET /api/v2/roles/rol_1");
    }

    @Test
    void changesWhatIsSentInTheOrderItWasSet() {
        server.answers(ROLE);
        ManagementClient client =
                client(options().token("static").interceptor(tracing("one")).interceptor(tracing("two")));

        client.getRole("rol_1");

        assertThat(server.calls().get(0).headers()).containsEntry("x-trace", "one two");
    }

    private static Interceptor tracing(String name) {
        return (request, next) -> {
            String before = request.header("x-trace");
            return next.send(request.withHeader("x-trace", before == null ? name : before + " " + name));
        };
    }

    @Test
    void mayAnswerItself() {
        ApiResponse answer = ApiResponse.of(200, Map.of(), "{\"id\":\"rol_9\"}".getBytes(StandardCharsets.UTF_8));
        ManagementClient client = client(
                options().token("static").interceptor((request, next) -> CompletableFuture.completedFuture(answer)));

        assertThat(client.getRole("rol_1").id()).isEqualTo("rol_9");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void logsAttemptsWithoutASecret() {
        server.answers(ScriptedResponse.json(503, "{}"), ROLE);
        List<String> lines = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger("dev.gatehouse.client");
        Handler handler = handler(lines);
        logger.addHandler(handler);
        logger.setLevel(Level.FINE);
        try {
            client(credentials()).getRole("rol_1");
        } finally {
            logger.setLevel(null);
            logger.removeHandler(handler);
        }

        assertThat(lines)
                .extracting(line -> line.replaceAll("\\d+ ms", "N ms"))
                .contains(
                        "POST /oauth/token returned 200 after N ms",
                        "GET /api/v2/roles/rol_1 returned 503 after N ms",
                        "GET /api/v2/roles/rol_1 returned 200 after N ms")
                .noneMatch(line -> line.contains("s3cr3t"));
    }

    private static Handler handler(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                lines.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
