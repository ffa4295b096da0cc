package dev.gatehouse.it.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Node and npm, as this machine has them.
 *
 * @param version of Node, without patch level, as in 20.19
 */
record Node(Version version) {
    private static final int TIMEOUT_MINUTES = 5;

    /** A major and a minor number. */
    record Version(int major, int minor) implements Comparable<Version> {
        @Override
        public int compareTo(Version other) {
            return major == other.major ? Integer.compare(minor, other.minor) : Integer.compare(major, other.major);
        }

        @Override
        public String toString() {
            return major + "." + minor;
        }
    }

    /** What a command printed, and its exit status. */
    record Outcome(int status, String output) {}

    /** Node as it is, or as this system's package manager can bring it; empty where neither is possible. */
    static Optional<Node> find() {
        Optional<Node> present = present();
        return present.isPresent() || !mayInstall() ? present : install();
    }

    /** Waits for another JVM that installs it. */
    private static Optional<Node> install() {
        Path lock = Path.of(System.getProperty("gatehouse.it.target"), "node.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            Optional<Node> present = present();
            return present.isPresent() ? present : installByPackageManager();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Node> installByPackageManager() {
        Path here = Path.of(".");
        run(here, Map.of(), List.of("apt-get", "update", "-qq"));
        run(
                here,
                Map.of("DEBIAN_FRONTEND", "noninteractive"),
                List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends", "nodejs", "npm"));
        return present();
    }

    /**
     * Skips a test where this machine has no Node of that version. {@code GATEHOUSE_CI=true} in the environment makes it a
     * failure.
     *
     * @param name what needs it
     */
    static void require(Version needed, String name) {
        Optional<Version> present = find().map(Node::version);
        boolean suffices = present.isPresent() && present.get().compareTo(needed) >= 0;
        String message = "%s needs Node %s and npm; found %s"
                .formatted(name, needed, present.map(Version::toString).orElse("none"));
        if ("true".equals(System.getenv("GATEHOUSE_CI"))) {
            assertThat(suffices).as(message).isTrue();
        } else if (!suffices) {
            System.out.println("Skipped: " + message);
            assumeTrue(false, message);
        }
    }

    private static Optional<Node> present() {
        Outcome node = tryToRun("node", "--version");
        Outcome npm = tryToRun("npm", "--version");
        if (node.status() != 0 || npm.status() != 0) {
            return Optional.empty();
        }
        String[] numbers = node.output().strip().replaceFirst("^v", "").split("\\.", -1);
        return Optional.of(new Node(new Version(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]))));
    }

    private static boolean mayInstall() {
        return "root".equals(System.getProperty("user.name"))
                && tryToRun("apt-get", "--version").status() == 0;
    }

    private static Outcome tryToRun(String... command) {
        try {
            return run(Path.of("."), Map.of(), List.of(command));
        } catch (UncheckedIOException notThere) {
            return new Outcome(-1, "");
        }
    }

    /**
     * Runs a command to its end.
     *
     * @throws UncheckedIOException when there is no such command
     */
    static Outcome run(Path directory, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
