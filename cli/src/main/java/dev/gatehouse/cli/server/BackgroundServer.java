package dev.gatehouse.cli.server;

import dev.gatehouse.cli.error.CommandException;
import dev.gatehouse.server.configuration.Configuration;
import dev.gatehouse.server.start.RunningServer;
import dev.gatehouse.server.store.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A server in a background process, which keeps running when this one ends. */
final class BackgroundServer {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Process process;
    private final Path data;
    private final Path log;

    private BackgroundServer(Process process, Path data, Path log) {
        this.process = process;
        this.data = data;
        this.log = log;
    }

    /**
     * Starts the background process with the JVM options, class path and arguments of this one.
     *
     * @throws dev.gatehouse.server.store.DataDirectoryException when the data directory cannot be used
     */
    static BackgroundServer start(Configuration configuration, List<String> arguments) {
        Path data = configuration.data();
        // Locked and released: errors are reported here, and the directory is marked as Gatehouse's before the log is
        // in it.
        DataDirectory.open(data).close();
        Path log = data.resolve("gatehouse.log");
        List<String> command = new ArrayList<>(detachCommand());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("dev.gatehouse.cli.Main");
        arguments.stream()
                .filter(argument -> !argument.equals("--detach") && !argument.startsWith("--wait"))
                .forEach(command::add);
        command.add("--in-background");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(Path.of(nullDevice()).toFile())
                    .start();
            return new BackgroundServer(process, data, log);
        } catch (IOException e) {
            throw new UncheckedIOException("the server's process could not be started: " + e.getMessage(), e);
        }
    }

    /** The command that detaches a process from its terminal; empty where there is none. */
    private static List<String> detachCommand() {
        return Stream.of("setsid", "nohup")
                .filter(BackgroundServer::isOnPath)
                .findFirst()
                .map(List::of)
                .orElse(List.of());
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(System.getProperty("path.separator"), -1))
                .anyMatch(directory -> !directory.isEmpty() && Files.isExecutable(Path.of(directory, program)));
    }

    private static String nullDevice() {
        return System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null";
    }

    /** What the server prints. */
    Path log() {
        return log.toAbsolutePath().normalize();
    }

    /**
     * Waits until the server is ready.
     *
     * @throws CommandException when the process ended, or is not ready in time; it keeps running then
     */
    RunningServer awaitReady(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            Optional<RunningServer> server = RunningServer.on(data);
            if (server.isPresent()) {
                return server.get();
            }
            if (!process.isAlive()) {
                throw CommandException.cannotStart(startErrors());
            }
            if (System.nanoTime() - deadline > 0) {
                throw CommandException.failed("The tenant was not ready after " + timeout.toSeconds()
                        + " s. It goes on starting; its log is " + log() + ".");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("Interrupted; the server goes on starting.");
        }
    }

    private List<String> startErrors() {
        String prefix = "gatehouse: ";
        try (Stream<String> lines = Files.lines(log)) {
            List<String> faults = lines.filter(line -> line.startsWith(prefix))
                    .map(line -> line.substring(prefix.length()))
                    .toList();
            return faults.isEmpty() ? List.of("The server ended. Its log is " + log() + ".") : faults;
        } catch (IOException e) {
            return List.of("The server ended with status " + process.exitValue() + ".");
        }
    }
}
