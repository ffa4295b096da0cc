package dev.gatehouse.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.configuration.Setting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is run, in a process of its own: what it says when it cannot start, and its exit status. */
class MainTest {
    @TempDir
    private Path directory;

    @Test
    void refusesAnOptionThatThereIsNot() throws Exception {
        assertThat(start("--colour", "red"))
                .isEqualTo("2 gatehouse: Unknown options: '--colour', 'red'. See gatehouse start --help.\n");
    }

    @Test
    void refusesAnEmptyDirectoryInsteadOfTakingTheWorkingOne() throws Exception {
        assertThat(start("--data", "")).isEqualTo("2 gatehouse: --data has no value; leave it out for the default\n");
    }

    @Test
    void refusesAnOptionThatIsGivenTwice() throws Exception {
        assertThat(start("--data", "one", "--data", "two"))
                .isEqualTo("2 gatehouse: option '--data' (DIR) should be specified only once. See gatehouse start"
                        + " --help.\n");
    }

    @Test
    void saysItsVersion() throws Exception {
        assertThat(start("--version")).isEqualTo("0 Gatehouse (not packaged)\n");
    }

    @Test
    void namesEverythingThatIsWrong() throws Exception {
        assertThat(start("--http-port", "x", "--access-log", "maybe"))
                .isEqualTo("2 gatehouse: --http-port: x is not a whole number from 0 to 65535\n"
                        + "gatehouse: --access-log: maybe is not on or off\n");
    }

    @Test
    void leavesForeignDirectoriesAlone() throws Exception {
        Path home = Files.createDirectory(directory.resolve("home"));
        Files.writeString(home.resolve("letter.txt"), "dear");

        assertThat(start("--data", home.toString()))
                .isEqualTo("2 gatehouse: The data directory " + home + " holds files that are not Gatehouse's. Name an"
                        + " empty or a new directory with --data.\n");
        assertThat(home).isDirectoryContaining(file -> file.endsWith("letter.txt"));
        assertThat(Files.list(home).toList()).hasSize(1);
    }

    @Test
    void namesThePortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            int port = taken.getLocalPort();
            int free = port + 1_000 <= 65_535 ? port + 1_000 : port - 1_000;

            assertThat(start(
                            "--data",
                            directory.resolve("data").toString(),
                            "--https-port",
                            Integer.toString(port),
                            "--http-port",
                            "off"))
                    .isEqualTo(
                            "2 gatehouse: Port " + port + " is taken by another program. Stop it, or start a tenant on"
                                    + " another port: --domain localhost:" + free
                                    + ", with a --data directory of its own if there is a tenant already.\n");
        }
    }

    @Test
    void saysWhatItTakes() throws Exception {
        String help = start("--help");

        assertThat(help).startsWith("0 ");
        for (Setting setting : Setting.values()) {
            assertThat(help).contains("--" + setting.key() + "=" + setting.value());
        }
    }

    /** The exit status, and what was said. */
    private String start(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "start"));
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_") || name.startsWith("JAVA_"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() + " " + said.replace(System.lineSeparator(), "\n");
        } finally {
            process.destroyForcibly();
        }
    }
}
