package dev.gatehouse.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A JDK to start processes with.
 *
 * @param home where it is
 * @param options for every JVM
 * @param work the directory for files and logs of the processes
 */
record JavaRuntime(Path home, List<String> options, Path work) {
    JavaRuntime {
        options = List.copyOf(options);
    }

    /** The version in its {@code release} file. */
    String version() throws IOException {
        Path release = home.resolve("release");
        if (!Files.exists(release)) {
            return home.toString();
        }
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(release)) {
            properties.load(in);
        }
        return properties.getProperty("JAVA_VERSION", home.toString()).replace("\"", "");
    }

    /**
     * Starts a program and waits until it is ready on {@code port}.
     *
     * @param name of its log file
     * @param arguments what follows {@code java} and its options
     */
    ServerProcess start(String name, int port, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve("java").toString());
        command.addAll(options);
        command.addAll(arguments);
        return ServerProcess.start(command, port, work.resolve(name + ".log"));
    }

    /** The same with more options. */
    JavaRuntime with(List<String> more) {
        return new JavaRuntime(
                home, Stream.concat(options.stream(), more.stream()).toList(), work);
    }

    /** A directory of that name below {@link #work}, empty. */
    Path emptyDirectory(String name) throws IOException {
        Path directory = work.resolve(name);
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectory(directory);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
