package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                        | Missing required subcommand. See gatehouse --help.
            dance                       | Unmatched argument at index 0: 'dance'. See gatehouse --help.
            --colour                    | Unknown option: '--colour'. See gatehouse --help.
            demo                        | Missing required option: '--gatehouse=COMMAND'. See gatehouse demo --help.
            demo --gatehouse x --colour | Unknown option: '--colour'. See gatehouse demo --help.
            demo --gatehouse x twice    | Unmatched argument at index 3: 'twice'. See gatehouse demo --help.
            """)
    void refusesInOneLineWhatItDoesNotUnderstand(String words, String message) {
        assertThat(run(words == null ? "" : words)).isEqualTo(2);
        assertThat(out).hasToString("");
        assertThat(err.toString().lines()).containsExactly("gatehouse: " + message);
    }

    @ParameterizedTest
    @CsvSource({"--help, Usage: gatehouse", "demo --help, Usage: gatehouse demo", "demo -h, Usage: gatehouse demo"})
    void saysWhatItTakes(String words, String beginning) {
        assertThat(run(words)).isZero();
        assertThat(out.toString()).startsWith(beginning).doesNotContain("--gatehouse");
        assertThat(err).hasToString("");
    }

    @ParameterizedTest
    @CsvSource({"--version", "-V", "demo --version"})
    void saysItsVersion(String words) {
        assertThat(run(words)).isZero();
        assertThat(out.toString().lines()).containsExactly("Gatehouse (not packaged)");
    }

    @Test
    void saysWhyTheTenantOfTheDemoDidNotStart() {
        assertThat(run("demo --gatehouse /bin/false")).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("gatehouse: the tenant did not start. It said nothing and ended with status 1.");
    }

    @Test
    void triesAnotherPortWhereTheFirstWasTaken(@TempDir Path directory) throws IOException {
        Path script = directory.resolve("server");
        Path tries = directory.resolve("tries");
        Files.writeString(
                script,
                "#!/bin/sh\necho >>" + tries
                        + "\necho 'gatehouse: Port 1 is taken by another program. Stop it.'\nexit 2\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        assertThat(run("demo --gatehouse " + script)).isEqualTo(1);
        assertThat(Files.readAllLines(tries)).hasSize(5);
        assertThat(err.toString().lines())
                .containsExactly("gatehouse: the tenant did not start. The server said: gatehouse: Port 1 is taken by"
                        + " another program. Stop it.");
    }

    private int run(String words) {
        String[] arguments = words.isEmpty() ? new String[0] : words.split(" ", -1);
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
