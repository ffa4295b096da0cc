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

/** A server in a process of its own, which goes on when this one ends. */
final class Detached {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Process process;
    private final Path data;
    private final Path log;

    private Detached(Process process, Path data, Path log) {
        this.process = process;
        this.data = data;
        this.log = log;
    }

    /**
     * Starts it as this process was started, with the same arguments.
     *
     * @throws dev.gatehouse.server.store.DataDirectoryException when the data directory cannot be used
     */
    static Detached start(Configuration configuration, List<String> arguments) {
        Path data = configuration.data();
        // Taken and given up again: its faults are told here, and it is Gatehouse's before the log is in it.
        DataDirectory.open(data).close();
        Path log = data.resolve("gatehouse.log");
        List<String> command = new ArrayList<>(ownSession());
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
            return new Detached(process, data, log);
        } catch (IOException e) {
            throw new UncheckedIOException("the server's process could not be started: " + e.getMessage(), e);
        }
    }

    /** What keeps a process when its terminal is closed; nothing where there is no such program. */
    private static List<String> ownSession() {
        return Stream.of("setsid", "nohup")
                .filter(Detached::isOnPath)
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
     * Returns when it is ready.
     *
     * @throws CommandException when it ended, or is not ready in time; it goes on then
     */
    RunningServer awaitReady(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<RunningServer> server = RunningServer.on(data);
            if (server.isPresent()) {
                return server.get();
            }
            if (!process.isAlive()) {
                throw CommandException.notBegun(lastWords());
            }
            if (System.nanoTime() - deadline > 0) {
                throw CommandException.failed("The tenant was not ready after " + patience.toSeconds()
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

    private List<String> lastWords() {
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
