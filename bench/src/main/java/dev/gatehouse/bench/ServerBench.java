package dev.gatehouse.bench;

import dev.gatehouse.bench.limit.BareEndpoint;
import dev.gatehouse.bench.limit.BareInsert;
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

/** One run on one JDK: the server from its first start to a restart on what the load left, then the limits. */
final class ServerBench {
    private static final Duration REST = Duration.ofSeconds(3);

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
    ServerBench(
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

    void run(Table table) throws IOException, SQLException, InterruptedException {
        Path data = java.emptyDirectory("data");
        Read read = loaded(table, data);
        try (ServerProcess again = start(java, data)) {
            table.start("start on those users", again.readyAfter(), rested(again));
        }
        measureFront(table, read.request());
        measureInsert(table, read.userBytes());
    }

    /** One read of a user: what is asked, and how large the user is, in bytes. */
    private record Read(byte[] request, int userBytes) {}

    /** The server under load. */
    private Read loaded(Table table, Path data) throws IOException {
        JavaRuntime recorded = recording == null
                ? java
                : java.with(List.of("-XX:StartFlightRecording=settings=profile,filename=" + recording));
        try (ServerProcess running = start(recorded, data)) {
            table.start("first start, empty directory", running.readyAfter(), rested(running));
            TenantRequests requests = new TenantRequests(data.resolve("credentials.json"), running.port());
            rows(requests)
                    .forEach((name, request) ->
                            measure(table, name, HttpWorker.on(running.port(), request), running::cpu));
            table.start("after the load, %,d users".formatted(requests.userCount()), null, rested(running));
            byte[] request = requests.readUser();
            return new Read(request, userBytes(running.port(), request));
        }
    }

    /** What is asked of a server, by the name of its row. */
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

    /** What it holds once it has nothing to do. */
    private static long rested(ServerProcess process) throws IOException {
        ServerProcess.pause(REST);
        return process.residentMebibytes();
    }

    private static int userBytes(int port, byte[] read) throws IOException {
        try (HttpConnection connection = new HttpConnection(port)) {
            connection.exchange(read);
            return connection.body().getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /** Asked with the same bytes as the server was for a user: its headers are read, its token is not looked at. */
    private void measureFront(Table table, byte[] request) throws IOException {
        int port = JavaRuntime.freePort();
        List<String> arguments = List.of(
                "-cp",
                System.getProperty("java.class.path"),
                BareEndpoint.class.getName(),
                Integer.toString(port),
                java.emptyDirectory("bare").toString());
        try (ServerProcess bare = java.start("bare", port, arguments)) {
            measure(
                    table,
                    "limit: the HTTP front with 565 constant bytes",
                    HttpWorker.on(bare.port(), () -> request),
                    bare::cpu);
        }
    }

    private void measureInsert(Table table, int rowBytes) throws IOException, SQLException, InterruptedException {
        Path file = java.emptyDirectory("insert").resolve("bare.db");
        try (BareInsert insert = new BareInsert(file, rowBytes)) {
            measure(table, "limit: one durable SQLite row of %d bytes".formatted(rowBytes), insert::worker, () -> null);
        }
    }

    private void measure(Table table, String name, Worker.Opening opening, Supplier<@Nullable Duration> cpu) {
        if (!only.matcher(name).find()) {
            return;
        }
        List<Measurement> row = new ArrayList<>();
        for (int each : connections) {
            row.add(load.run(each, opening, cpu));
        }
        table.row(name, row);
    }
}
