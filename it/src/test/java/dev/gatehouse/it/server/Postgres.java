package dev.gatehouse.it.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL server with an empty database. */
public final class Postgres implements AutoCloseable {
    private final Path data;
    private EmbeddedPostgres postgres;

    public Postgres() {
        try {
            data = Files.createTempDirectory("gatehouse-postgres");
            postgres = start(EmbeddedPostgres.builder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres start(EmbeddedPostgres.Builder builder) throws IOException {
        return builder.setServerConfig("fsync", "on")
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
    }

    /** The options that have Gatehouse keep its state there, and stop at once. */
    public Map<String, String> options() {
        return Map.of(
                "database",
                "postgres://postgres:postgres@localhost:" + postgres.getPort() + "/postgres",
                "drain-time",
                "0");
    }

    /** Has its processes do nothing any more, as on a machine that hangs: its connections stay open. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it go on after {@link #freeze}. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        ProcessHandle server = server();
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        // The first process first: it would start others in place of those that have stopped.
        Stream.concat(Stream.of(server), server.descendants())
                .forEach(process -> command.add(Long.toString(process.pid())));
        new ProcessBuilder(command).start().waitFor();
    }

    private ProcessHandle server() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** Ends it, with the connections that it has; its data stay. */
    public void stop() throws IOException {
        postgres.close();
    }

    /** Starts it after {@link #stop}, on the same port and with what it had. */
    public void startAgain() throws IOException {
        int port = postgres.getPort();
        postgres = start(EmbeddedPostgres.builder().setPort(port));
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
