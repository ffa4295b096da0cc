package dev.gatehouse.bench;

import dev.gatehouse.bench.baseline.HttpBaseline;
import dev.gatehouse.bench.baseline.SqliteBaseline;
import dev.gatehouse.bench.load.HttpConnection;
import dev.gatehouse.bench.load.HttpWorker;
import dev.gatehouse.bench.load.Load;
import dev.gatehouse.bench.load.Measurement;
import dev.gatehouse.bench.load.Worker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One run on one JDK: the first start of the server, the load, a restart on the resulting data, then the baselines. */
final class ServerBenchmark {
    private static final Duration IDLE_TIME = Duration.ofSeconds(3);

    private final JavaRuntime java;
    private final Path server;
    private final Load load;
    private final List<Integer> connections;
    private final Pattern only;
    private final @Nullable Path recording;

    /**
     * @param server the packaged server
     * @param connections how many at once, one column each
     * @param only rows whose names match
     * @param recording where the flight recorder writes; null for no recording
     */
    ServerBenchmark(
            JavaRuntime java,
            Path server,
            Load load,
            List<Integer> connections,
            Pattern only,
            @Nullable Path recording) {
        this.java = java;
        this.server = server;
        this.load = load;
        this.connections = List.copyOf(connections);
        this.only = only;
        this.recording = recording;
    }

    void run(MarkdownTable table) throws IOException, SQLException, InterruptedException {
        Path data = java.emptyDirectory("data");
        UserRead read = measureUnderLoad(table, data);
        try (ServerProcess again = start(java, data)) {
            table.start("start on those users", again.readyAfter(), idleMemory(again));
        }
        measureHttpBaseline(table, read.request());
        measureSqliteBaseline(table, read.userBytes());
    }

    /** A read of a user: the request, and the size of the user in bytes. */
    private record UserRead(byte[] request, int userBytes) {}

    /** Measures the server under load. */
    private UserRead measureUnderLoad(MarkdownTable table, Path data) throws IOException {
        JavaRuntime recorded = recording == null
                ? java
                : java.with(List.of("-XX:StartFlightRecording=settings=profile,filename=" + recording));
        try (ServerProcess running = start(recorded, data)) {
            table.start("first start, empty directory", running.readyAfter(), idleMemory(running));
            TenantRequests requests = new TenantRequests(data.resolve("credentials.json"), running.port());
            rows(requests)
                    .forEach((name, request) ->
                            measure(table, name, HttpWorker.to(running.port(), request), running::cpu));
            table.start("after the load, %,d users".formatted(requests.userCount()), null, idleMemory(running));
            byte[] request = requests.readUser();
            return new UserRead(request, userBytes(running.port(), request));
        }
    }

    /** The requests of each row, by its name. */
    static Map<String, Supplier<byte[]>> rows(TenantRequests requests) {
        Map<String, Supplier<byte[]>> rows = new LinkedHashMap<>();
        rows.put("create a user", requests::createUser);
        rows.put("create a user with a password", requests::createUserWithPassword);
        rows.put("read a user by id", requests::readUser);
        rows.put("search a user by email", requests::searchUser);
        rows.put("list 50 users", requests::listUsers);
        rows.put("issue a token", requests::token);
        return rows;
    }

    private ServerProcess start(JavaRuntime on, Path data) throws IOException {
        return start(on, server, "server", data);
    }

    /** Starts a packaged server on the data of a directory; its log has that name. */
    static ServerProcess start(JavaRuntime on, Path jar, String name, Path data) throws IOException {
        int port = JavaRuntime.freePort();
        return on.start(
                name,
                port,
                List.of(
                        "-jar",
                        jar.toString(),
                        "start",
                        "--data",
                        data.toString(),
                        "--https-port",
                        "0",
                        "--http-port",
                        Integer.toString(port)));
    }

    /** Resident memory after a pause without load, in MiB. */
    private static long idleMemory(ServerProcess process) throws IOException {
        ServerProcess.pause(IDLE_TIME);
        return process.residentMebibytes();
    }

    private static int userBytes(int port, byte[] read) throws IOException {
        try (HttpConnection connection = new HttpConnection(port)) {
            connection.exchange(read);
            return connection.body().getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /** Sends the same request as for a user: the headers are parsed, the token is not checked. */
    private void measureHttpBaseline(MarkdownTable table, byte[] request) throws IOException {
        int port = JavaRuntime.freePort();
        List<String> arguments = List.of(
                "-cp",
                System.getProperty("java.class.path"),
                HttpBaseline.class.getName(),
                Integer.toString(port),
                java.emptyDirectory("http-baseline").toString());
        try (ServerProcess baseline = java.start("http-baseline", port, arguments)) {
            measure(
                    table,
                    "baseline: the HTTP stack with a constant response of 565 bytes",
                    HttpWorker.to(baseline.port(), () -> request),
                    baseline::cpu);
        }
    }

    private void measureSqliteBaseline(MarkdownTable table, int rowBytes)
            throws IOException, SQLException, InterruptedException {
        Path file = java.emptyDirectory("sqlite-baseline").resolve("baseline.db");
        try (SqliteBaseline insert = new SqliteBaseline(file, rowBytes)) {
            measure(
                    table,
                    "baseline: one durable SQLite row of %d bytes".formatted(rowBytes),
                    insert::worker,
                    () -> null);
        }
    }

    private void measure(MarkdownTable table, String name, Worker.Factory factory, Supplier<@Nullable Duration> cpu) {
        if (!only.matcher(name).find()) {
            return;
        }
        List<Measurement> row = new ArrayList<>();
        for (int each : connections) {
            row.add(load.run(each, factory, cpu));
        }
        table.row(name, row);
    }
}
