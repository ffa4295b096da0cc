package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An import takes a heap of 64 MB, however much there is to import. */
class LargeImportTest {
    static {
        // As in ScriptedServer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Of input: several times the heap. */
    private static final int MEGABYTES = Integer.getInteger("gatehouse.test.megabytes", 256);

    private static final Pattern REFUSED = Pattern.compile("\"(bad\\d+@example.com)\"");

    private final AtomicLong imported = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicInteger begun = new AtomicInteger();
    /** What a job is asked for next, by its path. */
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    @Test
    void fitsIntoASmallHeap() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        try {
            String output = run("http://localhost:" + server.getAddress().getPort());

            long all = imported.get() + refused.get();
            assertThat(output)
                    .isEqualTo(all + " written, true, ImportCounts[read=" + all + ", sent=" + all + ", inserted="
                            + imported + ", updated=0, failed=" + refused + ", unsettled=0, jobs=" + begun + "]\n");
            assertThat(begun).hasValueGreaterThan(2 * MEGABYTES);
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static String run(String address) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeImport.class.getName(),
                        address,
                        Integer.toString(MEGABYTES)))
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return output.replace(System.lineSeparator(), "\n");
        } finally {
            process.destroyForcibly();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String answer = exchange.getRequestMethod().equals("POST") ? begin(body) : answers.remove(path);
            byte[] json = String.valueOf(answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, json.length);
            exchange.getResponseBody().write(json);
        }
    }

    private String begin(String body) {
        String id = "job_" + begun.incrementAndGet();
        List<String> bad = REFUSED.matcher(body)
                .results()
                .map((MatchResult each) -> "{\"user\":{\"email\":\"" + each.group(1) + "\"},\"errors\":[]}")
                .toList();
        int users = body.split("\"email\"", -1).length - 1;
        imported.addAndGet(users - bad.size());
        refused.addAndGet(bad.size());
        answers.put("/api/v2/jobs/" + id + "/errors", bad.toString());
        answers.put(
                "/api/v2/jobs/" + id,
                "{\"status\":\"completed\",\"summary\":{\"inserted\":" + (users - bad.size()) + ",\"failed\":"
                        + bad.size() + "}}");
        return "{\"id\":\"" + id + "\",\"status\":\"pending\"}";
    }
}
