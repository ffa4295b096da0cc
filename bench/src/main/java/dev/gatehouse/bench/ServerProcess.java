package dev.gatehouse.bench;

import dev.gatehouse.bench.load.HttpConnection;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A running server on a loopback port. */
final class ServerProcess implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** As the command gatehouse has it. */
    private static final Map<String, String> MALLOC =
            Map.of("MALLOC_ARENA_MAX", "2", "MALLOC_MMAP_THRESHOLD_", "30000", "MALLOC_TRIM_THRESHOLD_", "262144");

    private static final byte[] HEALTH =
            "GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Process process;
    private final int port;
    private final Duration readyAfter;

    private ServerProcess(Process process, int port, Duration readyAfter) {
        this.process = process;
        this.port = port;
        this.readyAfter = readyAfter;
    }

    static ServerProcess start(List<String> command, int port, Path log) throws IOException {
        long started = System.nanoTime();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        MALLOC.forEach(builder.environment()::putIfAbsent);
        Process process = builder.start();
        while (!isReady(port)) {
            if (!process.isAlive() || System.nanoTime() - started > TIMEOUT.toNanos()) {
                process.destroyForcibly();
                throw new IllegalStateException("the server did not start; see " + log);
            }
        }
        return new ServerProcess(process, port, Duration.ofNanos(System.nanoTime() - started));
    }

    private static boolean isReady(int port) throws IOException {
        try (HttpConnection connection = new HttpConnection(port)) {
            return connection.exchange(HEALTH) == 200;
        } catch (ConnectException notYet) {
            pause(Duration.ofMillis(5));
            return false;
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    int port() {
        return port;
    }

    /** From the start of the process to its first healthy response. */
    Duration readyAfter() {
        return readyAfter;
    }

    /** The memory it holds, in MiB; -1 where the system does not tell. */
    long residentMebibytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return -1;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        }
    }

    /** The processor time it took so far; null where the system does not tell. */
    @Nullable
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(null);
    }

    /** Tells it to stop, and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
