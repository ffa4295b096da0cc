package dev.gatehouse.it.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The data directory, ports and options of a packaged server, which can be started on them again and again.
 *
 * @param data the data directory
 * @param httpsPort the port of the domain
 * @param httpPort the port of plain HTTP
 * @param options command-line options by name, as in {@code http-port}; they take precedence over the other parameters
 * @param jvmOptions as in {@code -Xmx384m}
 * @param launcher what the command is handed to, if anything, as in {@code nice}
 * @param patch classes that come before those of the server; null for none
 */
public record Installation(
        Path data,
        int httpsPort,
        int httpPort,
        Map<String, String> options,
        List<String> jvmOptions,
        List<String> launcher,
        @Nullable Path patch) {
    private static final String MAIN = "dev.gatehouse.server.start.Main";
    private static final Path JAR = Path.of(System.getProperty("gatehouse.server.jar"));
    private static final Path LOGS = Path.of(System.getProperty("gatehouse.it.target"), "server-logs");
    private static final String MANAGEMENT_PORT = "management-port";
    private static final int TIMEOUT_SECONDS = 30;

    public Installation {
        options = Map.copyOf(options);
        jvmOptions = List.copyOf(jvmOptions);
        launcher = List.copyOf(launcher);
    }

    /** One on free ports. */
    public static Installation on(Path data, Map<String, String> options) {
        return new Installation(data, FreePorts.next(), FreePorts.next(), options, List.of(), List.of(), null);
    }

    /** The same in a JVM with these options. */
    public Installation withJvmOptions(String... more) {
        return new Installation(data, httpsPort, httpPort, options, List.of(more), launcher, patch);
    }

    /** The same, started by another program, which has to become the server or to end with it. */
    public Installation launchedBy(List<String> program) {
        return new Installation(data, httpsPort, httpPort, options, jvmOptions, program, patch);
    }

    /** The same with another release in its place: these classes come before those of the server. */
    public Installation patchedBy(@Nullable Path classes) {
        return new Installation(data, httpsPort, httpPort, options, jvmOptions, launcher, classes);
    }

    /** The same with one more option. */
    public Installation with(String option, String value) {
        Map<String, String> all = new TreeMap<>(options);
        all.put(option, value);
        return new Installation(data, httpsPort, httpPort, all, jvmOptions, launcher, patch);
    }

    /** The same with a management port. */
    public Installation withManagementPort() {
        return with(MANAGEMENT_PORT, Integer.toString(FreePorts.next()));
    }

    /** The port for health and metrics, which it was given. */
    public int managementPort() {
        return Integer.parseInt(String.valueOf(options.get(MANAGEMENT_PORT)));
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

    /** Starts a server that must refuse to start, and waits until it has exited. */
    public ProcessResult startExpectingExit(String log) {
        Path out = log(log + ".out");
        Path err = log(log + ".err");
        try {
            Process process = new ProcessBuilder(command())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the server started, though it should have refused to");
            }
            return new ProcessResult(process.exitValue(), Files.readString(out), Files.readString(err));
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
        List<String> command = new ArrayList<>(launcher);
        command.add(java);
        command.addAll(jvmOptions);
        command.addAll(
                patch == null
                        ? List.of("-jar", JAR.toString())
                        : List.of("-cp", patch + File.pathSeparator + JAR, MAIN));
        command.add("start");
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
