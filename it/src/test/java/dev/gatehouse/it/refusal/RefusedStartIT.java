package dev.gatehouse.it.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.it.server.Installation;
import dev.gatehouse.it.server.PackagedServer;
import dev.gatehouse.it.server.ProcessResult;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that cannot start prints one line on stderr and exits with status 2. */
class RefusedStartIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            colour        | blue         | Unknown option: '--colour=blue'. See gatehouse start --help.
            https-port    | high         | --https-port: high is not a whole number from 0 to 65535
            http-port     | 70000        | --http-port: 70000 is not a whole number from 0 to 65535
            client-secret | abc          | --client-secret must have at least 32 characters
            database      | mysql://db/x | A database URL is postgres://USER:PASSWORD@HOST:PORT/DATABASE.
            """)
    void invalidOptions(String option, String value, String message) {
        assertRefused(Map.of(option, value), message);
    }

    @Test
    void httpsPortInUse() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            int port = other.getLocalPort();
            int free = port + 1_000 <= 65_535 ? port + 1_000 : port - 1_000;
            assertRefused(
                    Map.of("https-port", Integer.toString(port)),
                    "Port " + port
                            + " is taken by another program. Stop it, or start a tenant on another port: --domain"
                            + " localhost:" + free
                            + ", with a --data directory of its own if there is a tenant already.");
        }
        assertStartsAfterwards();
    }

    @Test
    void configuredHttpPortInUse() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            String port = Integer.toString(other.getLocalPort());
            assertRefused(
                    Map.of("http-port", port),
                    "Port " + port + " is taken by another program. Stop it, or choose another with --http-port.");
        }
        assertStartsAfterwards();
    }

    /** The refused start must not leave a tenant behind. */
    private void assertStartsAfterwards() throws IOException {
        Installation another = installation(directory.resolve("data"));
        another.start("RefusedStartIT-another").close();
        assertThat(another.credentials()).content().contains("\"domain\" : \"" + another.domain() + "\"");
    }

    @Test
    void dataDirectoryNotWritable() throws IOException {
        Path data = Files.createFile(directory.resolve("a-file")).resolve("data");
        assertRefused(
                installation(data),
                "The data directory " + data + " cannot be written (FileSystem). Name one you may write with --data.");
    }

    @Test
    void directoryWithOtherFiles() throws IOException {
        Path data = Files.createDirectory(directory.resolve("photos"));
        Files.createFile(data.resolve("cat.jpg"));
        assertRefused(
                installation(data),
                "The data directory " + data
                        + " holds files that are not Gatehouse's. Name an empty or a new directory with --data.");
        assertThat(data).isDirectoryContaining("glob:**/cat.jpg").isDirectoryNotContaining("glob:**/gatehouse*");
    }

    @Test
    void secondServerOnTheSameData() {
        Path data = directory.resolve("data");
        try (PackagedServer first = installation(data).start("RefusedStartIT-first")) {
            assertRefused(
                    installation(data),
                    "The data directory " + data
                            + " is in use by another Gatehouse server. Stop that one, or name another with --data.");
            assertThat(first.readyAfter()).isPositive();
        }
    }

    @Test
    void dataOfAnotherDomain() {
        Path data = directory.resolve("data");
        Installation first = installation(data);
        first.start("RefusedStartIT-first").close();
        assertRefused(
                installation(data),
                "--domain: the data is of the tenant " + first.domain()
                        + ". Start with that domain, or with another data directory.");
    }

    private Installation installation(Path data) {
        return Installation.on(data, Map.of());
    }

    private void assertRefused(Map<String, String> options, String message) {
        assertRefused(Installation.on(directory.resolve("data"), options), message);
    }

    private static void assertRefused(Installation installation, String message) {
        assertThat(installation.startExpectingExit("RefusedStartIT"))
                .isEqualTo(new ProcessResult(2, "", "gatehouse: " + message + System.lineSeparator()));
    }
}
