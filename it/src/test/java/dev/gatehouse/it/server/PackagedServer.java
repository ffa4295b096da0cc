package dev.gatehouse.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The packaged server, running. Thread-safe. */
public final class PackagedServer implements AutoCloseable {
    /** Long, for machines that are busy otherwise. */
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    private final Installation installation;
    private final Process process;
    private final Path log;
    private final Duration readyAfter;
    private final Duration processorTime;

    private PackagedServer(Installation installation, Process process, Path log, Duration readyAfter) {
        this.installation = installation;
        this.process = process;
        this.log = log;
        this.readyAfter = readyAfter;
        this.processorTime = process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    static PackagedServer start(Installation installation, Path log) {
        try {
            long started = System.nanoTime();
            Process process = new ProcessBuilder(installation.command())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            while (!answers(installation.httpPort())) {
                if (!process.isAlive() || System.nanoTime() - started > TIMEOUT.toNanos()) {
                    process.destroyForcibly();
                    throw new AssertionError("the server did not start:\n" + Files.readString(log));
                }
                pause();
            }
            return new PackagedServer(installation, process, log, Duration.ofNanos(System.nanoTime() - started));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(int port) {
        try {
            URI health = URI.create("http://127.0.0.1:" + port + "/healthz");
            return ((HttpURLConnection) health.toURL().openConnection()).getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Installation installation() {
        return installation;
    }

    /** What the process wrote so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Of the process. */
    public long pid() {
        return process.pid();
    }

    /** From the start of the process to its first healthy answer. */
    public Duration readyAfter() {
        return readyAfter;
    }

    /** What the start took of all processors together: unlike the time, hardly more on a busy machine. 0 if unknown. */
    public Duration processorTime() {
        return processorTime;
    }

    /** The indented lines that the server printed below that heading at its first start. */
    public String announced(String heading) {
        return announcement()
                .lines()
                .dropWhile(line -> !line.equals(heading))
                .skip(2)
                .takeWhile(line -> line.startsWith("  "))
                .map(line -> line.substring(2))
                .collect(Collectors.joining("\n"));
    }

    /** All that the server says once it is ready, which may come a little later than its first answer. */
    private String announcement() {
        long since = System.nanoTime();
        try {
            String output = Files.readString(log);
            while (!output.contains("Stop it with Ctrl-C.")) {
                if (!process.isAlive() || System.nanoTime() - since > TIMEOUT.toNanos()) {
                    throw new AssertionError("the server did not announce itself:\n" + output);
                }
                pause();
                output = Files.readString(log);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process at once, as kill -9 and a crash do. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** Tells the process to stop, and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the server did not stop");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
