package dev.gatehouse.it.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.it.node.Node.Outcome;
import dev.gatehouse.it.server.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tests in Node with the versions that their lock file pins.
 *
 * @param name of their directory in {@code src/test/node}
 */
record NodePackage(String name) {
    private static final Path SOURCES = Path.of(System.getProperty("gatehouse.it.sources"), "node");
    private static final Path WORK = Path.of(System.getProperty("gatehouse.it.target"), "node");

    /** Runs the tests against a server. */
    void test(Installation server) throws IOException {
        test(Map.of(
                "NODE_EXTRA_CA_CERTS", server.authority().toString(),
                "GATEHOUSE_CREDENTIALS", server.credentials().toString(),
                "GATEHOUSE_SCENARIOS", SOURCES.resolveSibling("managers").toString()));
    }

    /** Runs the tests with these variables in their environment. */
    void test(Map<String, String> environment) throws IOException {
        succeed(install(), environment, "npm", "test", "--silent");
    }

    /** Runs a command line as the reader of a terminal pastes it; what it printed. */
    String paste(String commandLine) throws IOException {
        return succeed(install(), Map.of(), "sh", "-c", commandLine);
    }

    /** Installs what the lock file pins; where. */
    private Path install() throws IOException {
        Path directory = copy();
        succeed(directory, Map.of(), "npm", "ci", "--no-audit", "--no-fund");
        return directory;
    }

    private Path copy() throws IOException {
        Path directory = Files.createDirectories(WORK.resolve(name));
        try (Stream<Path> files = Files.list(SOURCES.resolve(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return directory;
    }

    private static String succeed(Path directory, Map<String, String> environment, String... command) {
        Outcome outcome = Node.run(directory, environment, List.of(command));
        assertThat(outcome.status()).as(outcome.output()).isZero();
        return outcome.output();
    }
}
