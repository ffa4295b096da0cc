package dev.gatehouse.server.start;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.server.file.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The server that runs on a data directory, as its file {@code running.json} has it while it runs.
 *
 * @param process its process
 * @param domain the tenant's domain
 * @param httpPort the port of plain HTTP on loopback; negative when there is none
 */
public record RunningServer(ProcessHandle process, String domain, int httpPort) {
    private static final String FILE = "running.json";
    private static final JsonMapper MAPPER = new JsonMapper();
    /** How far the start of a process may be from the time that it wrote down: system clocks are adjusted. */
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    /** The one that runs on that data directory; empty when none does, also where one ended without cleaning up. */
    public static Optional<RunningServer> on(Path data) {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = MAPPER.readTree(file.toFile());
            Instant started = Instant.ofEpochMilli(json.path("started").asLong());
            return ProcessHandle.of(json.path("pid").asLong())
                    .filter(process -> isSame(process, started))
                    .map(process -> new RunningServer(
                            process,
                            json.path("domain").asText(),
                            json.path("http_port").asInt(-1)));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** Writes down that this process runs a server on that directory; returns what ends that. */
    public static Runnable write(Path data, TenantServer server) {
        Path file = data.resolve(FILE);
        ProcessHandle self = ProcessHandle.current();
        try {
            PrivateFile.write(
                    file,
                    MAPPER.createObjectNode()
                            .put("pid", self.pid())
                            .put(
                                    "started",
                                    self.info()
                                            .startInstant()
                                            .orElse(Instant.EPOCH)
                                            .toEpochMilli())
                            .put("domain", server.domain())
                            .put("http_port", server.httpPort())
                            .toString());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
        return () -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // It names a process that is gone, which whoever reads it sees.
            }
        };
    }

    /** Process numbers are used again: another process of that number started at another time. */
    private static boolean isSame(ProcessHandle process, Instant started) {
        return process.isAlive()
                && process.info()
                        .startInstant()
                        .map(actual -> Duration.between(started, actual).abs().compareTo(TOLERANCE) <= 0)
                        .orElse(true);
    }
}
