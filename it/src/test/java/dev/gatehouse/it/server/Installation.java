package dev.gatehouse.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What the packaged server is started on. The same one is started again after a stop.
 *
 * @param data the data directory
 * @param httpsPort the port of the domain
 * @param httpPort the port of plain HTTP
 * @param options of the command by their names, as in {@code http-port}; they win over those above
 */
public record Installation(Path data, int httpsPort, int httpPort, Map<String, String> options) {
    private static final Path JAR = Path.of(System.getProperty("gatehouse.server.jar"));
    private static final Path LOGS = Path.of(System.getProperty("gatehouse.it.target"), "server-logs");
    private static final int PATIENCE_SECONDS = 30;

    public Installation {
        options = Map.copyOf(options);
    }

    /** One on free ports. */
    public static Installation on(Path data, Map<String, String> options) {
        return new Installation(data, FreePorts.next(), FreePorts.next(), options);
    }

    /** The tenant's domain, as clients are given it. */
    public String domain() {
        return "localhost:" + httpsPort;
    }

    /** Where the server keeps the first client's credentials. */
    public Path credentials() {
        return data.resolve("credentials.json");
    }

    /** The authority that clients have to trust. */
    public Path authority() {
        return data.resolve("ca.pem");
    }

    /**
     * Starts the server; when this returns, it answers.
     *
     * @param log the name of the file that it writes to, below {@code target/server-logs}
     */
    public PackagedServer start(String log) {
        return PackagedServer.start(this, log(log));
    }

    /** Starts the server, which is expected to refuse, and waits until it has. */
    public Exit startInVain(String log) {
        Path out = log(log + ".out");
        Path err = log(log + ".err");
        try {
            Process process = new ProcessBuilder(command())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("it started, though it should have refused");
            }
            return new Exit(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    List<String> command() {
        Map<String, String> all = new TreeMap<>(Map.of(
                "data",
                data.toString(),
                "https-port",
                Integer.toString(httpsPort),
                "http-port",
                Integer.toString(httpPort),
                "domain",
                domain()));
        all.putAll(options);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-jar", JAR.toString(), "start"));
        all.forEach((name, value) -> command.add("--" + name + "=" + value));
        return command;
    }

    private static Path log(String name) {
        try {
            return Files.createDirectories(LOGS).resolve(name + ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
