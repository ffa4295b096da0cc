package dev.gatehouse.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server of its own on free ports and a temporary directory, which goes when this is closed. */
final class DemoTenant implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_TRIES = 5;

    private final Process process;
    private final Path directory;
    private final String domain;
    private final Thread hook = new Thread(this::remove, "remove the demo's tenant");

    private DemoTenant(Process process, Path directory, String domain) {
        this.process = process;
        this.directory = directory;
        this.domain = domain;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Returns when the server answers.
     *
     * @throws DemoException when it does not come up
     */
    static DemoTenant start(Path gatehouse, InstantSource clock) throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return startOnce(gatehouse, clock);
            } catch (DemoException e) {
                // Another program may take the port between its choice and the server's start.
                if (tries == MOST_TRIES || !String.valueOf(e.getMessage()).contains("is taken by another program")) {
                    throw e;
                }
            }
        }
    }

    private static DemoTenant startOnce(Path gatehouse, InstantSource clock) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("gatehouse-demo");
        int port = freePort();
        String domain = "localhost:" + port;
        ProcessBuilder builder = new ProcessBuilder(
                        gatehouse.toString(),
                        "start",
                        "--data",
                        directory.resolve("data").toString(),
                        "--domain",
                        domain,
                        "--https-port",
                        Integer.toString(port),
                        "--http-port",
                        "off")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("server.log").toFile());
        // Settings meant for another server are not this one's.
        builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
        DemoTenant tenant = new DemoTenant(builder.start(), directory, domain);
        try {
            tenant.awaitReady(clock);
            return tenant;
        } catch (DemoException | IOException | InterruptedException e) {
            tenant.close();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(InstantSource clock) throws IOException, InterruptedException {
        Instant deadline = clock.instant().plus(PATIENCE);
        Path log = directory.resolve("server.log");
        while (!Files.readString(log).contains("Gatehouse is ready.")) {
            if (!process.isAlive()) {
                throw new DemoException("the tenant did not start. " + lastWords(Files.readString(log)));
            }
            if (clock.instant().isAfter(deadline)) {
                throw new DemoException("the tenant was not ready after " + PATIENCE.toSeconds() + " seconds.");
            }
            Thread.sleep(20);
        }
    }

    private String lastWords(String log) {
        return log.isBlank()
                ? "It said nothing and ended with status " + process.exitValue() + "."
                : "The server said: " + log.strip();
    }

    String domain() {
        return domain;
    }

    Path credentials() {
        return directory.resolve("data").resolve("credentials.json");
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        remove();
    }

    private void remove() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            delete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " could not be removed", e);
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
