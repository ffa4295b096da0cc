package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./gatehouse}, as far as it goes without building anything. */
@DisabledOnOs(OS.WINDOWS)
class GatehouseScriptTest {
    private static final Path SCRIPT = Path.of("../gatehouse").toAbsolutePath().normalize();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dance    | there is no command 'dance'. See gatehouse --help.
            ''       | there is no command ''. See gatehouse --help.
            --colour | there is no option '--colour'. See gatehouse --help.
            """)
    void refusesWhatThereIsNot(String word, String message) throws Exception {
        assertThat(run(Map.of(), word)).isEqualTo("2 gatehouse: " + message + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    void saysWhatThereIs(String word) throws Exception {
        assertThat(run(Map.of(), word))
                .startsWith("0 Usage: gatehouse COMMAND [OPTIONS]\n")
                .contains("\n  start ", "\n  demo ", "\n  --version ", "\n  --help ");
    }

    @Test
    void saysWhatThereIsWhenNothingIsAsked() throws Exception {
        assertThat(run(Map.of())).isEqualTo(run(Map.of(), "--help"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void saysItsVersion(String word) throws Exception {
        assertThat(run(Map.of(), word)).matches("0 Gatehouse [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\n");
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        assertThat(run(Map.of("JAVA_HOME", "/nowhere"), "start"))
                .isEqualTo(
                        "2 gatehouse: there is no /nowhere/bin/java. Install a JDK, 17 or newer, and put it on the path"
                                + " or name it in JAVA_HOME.\n");
    }

    @Test
    void saysThatJavaIsTooOld(@TempDir Path home) throws Exception {
        Path java = javaOfVersion("11.0.2", home);

        assertThat(run(Map.of("JAVA_HOME", home.toString()), "demo"))
                .isEqualTo("2 gatehouse: " + java
                        + " is Java 11.0.2, and Gatehouse needs 17 or newer. Name another JDK in" + " JAVA_HOME.\n");
    }

    /** A copy of it, since nothing is built there. */
    @Test
    void saysThatTheCompilerIsMissing(@TempDir Path place) throws Exception {
        Path java = javaOfVersion("17.0.1", place.resolve("jre"));
        Path copy = Files.copy(SCRIPT, place.resolve("gatehouse"));
        for (String sources : List.of("contract", "client", "server", "cli", ".mvn")) {
            Files.createDirectory(place.resolve(sources));
        }

        assertThat(runScript(copy, Map.of("JAVA_HOME", place.resolve("jre").toString()), "start"))
                .isEqualTo("2 gatehouse: " + java + " is a Java runtime only, and the first use needs its compiler."
                        + " Install a JDK, or name one in JAVA_HOME.\n");
    }

    private static Path javaOfVersion(String version, Path home) throws IOException {
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho '    java.version = " + version + "' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return java;
    }

    private static String run(Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        return runScript(SCRIPT, environment, words);
    }

    /** The exit status, and what was said. */
    private static String runScript(Path script, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue() + " " + said;
        } finally {
            process.destroyForcibly();
        }
    }
}
