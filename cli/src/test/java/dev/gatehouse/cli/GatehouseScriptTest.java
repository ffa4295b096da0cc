package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./gatehouse} in a clone where nothing is built, whose path has a space; it builds nothing here. */
@DisabledOnOs(OS.WINDOWS)
class GatehouseScriptTest {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path temporary;

    private Path script;

    @BeforeEach
    void cloneWithoutSources() throws IOException {
        Path clone = Files.createDirectory(temporary.resolve("a clone"));
        script = Files.copy(TOP.resolve("gatehouse"), clone.resolve("gatehouse"));
        Files.copy(TOP.resolve("pom.xml"), clone.resolve("pom.xml"));
        for (String sources : List.of("contract", "client", "seed", "server", ".mvn")) {
            Files.createDirectory(clone.resolve(sources));
        }
        Path usage = Files.createDirectories(clone.resolve("cli/src/main/usage"));
        try (Stream<Path> files = Files.list(Path.of("src/main/usage"))) {
            for (Path file : files.toList()) {
                Files.copy(file, usage.resolve(file.getFileName()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dance",
                "../etc",
                "--colour",
                "start --colour",
                "start --dat=x",
                "users --colour",
                "users list --colour",
                "exec --sed x",
                "--help",
                "-h",
                "start --help",
                "start --data x -h",
                "start --domain=localhost:1 --help",
                "users --help",
                "users create --help"
            })
    void saysWithoutABuildWhatTheCommandSays(String words) throws Exception {
        assertThat(run(Map.of(), words.split(" "))).isEqualTo(commandSays(words.split(" ")));
    }

    @Test
    void explainsItselfWhenNothingIsAsked() throws Exception {
        assertThat(run(Map.of())).isEqualTo(run(Map.of(), "--help"));
        assertThat(run(Map.of(), "help")).isEqualTo(run(Map.of(), "--help"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void knowsItsVersion(String word) throws Exception {
        assertThat(run(Map.of(), word)).matches("0 Gatehouse [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\n");
    }

    @Test
    void isFoundThroughSymlinks() throws Exception {
        Path other = Files.createDirectory(temporary.resolve("bin"));
        Path absolute = Files.createSymbolicLink(other.resolve("absolute"), script);
        Path relative = Files.createSymbolicLink(other.resolve("gatehouse"), Path.of("absolute"));

        assertThat(run(absolute, Map.of(), "start", "--help")).startsWith("0 Usage: gatehouse start");
        assertThat(run(relative, Map.of(), "start", "--help")).startsWith("0 Usage: gatehouse start");
    }

    @Test
    void refusesToStartWithoutJava() throws Exception {
        assertThat(run(Map.of("JAVA_HOME", "/nowhere"), "start"))
                .isEqualTo(
                        "2 gatehouse: there is no /nowhere/bin/java. Install a JDK, 17 or newer, and put it on the path"
                                + " or name it in JAVA_HOME.\n");
    }

    @Test
    void refusesAnOldJava() throws Exception {
        Path java = javaOfVersion("11.0.2");

        assertThat(run(Map.of("JAVA_HOME", home(java)), "demo"))
                .isEqualTo("2 gatehouse: " + java
                        + " is Java 11.0.2, and Gatehouse needs 17 or newer. Name another JDK in" + " JAVA_HOME.\n");
    }

    /** What follows the command of exec is not its own: that gets as far as the build. */
    @ParameterizedTest
    @ValueSource(strings = {"start", "exec -- npm test --silent", "exec npm --silent"})
    void needsACompilerToBuild(String words) throws Exception {
        Path java = javaOfVersion("17.0.1");

        assertThat(run(Map.of("JAVA_HOME", home(java)), words.split(" ")))
                .isEqualTo("2 gatehouse: " + java + " is a Java runtime only, and the first use needs its compiler."
                        + " Install a JDK, or name one in JAVA_HOME.\n");
    }

    @Test
    void runsTheDistributionWithoutABuild() throws Exception {
        Path bin = Files.createDirectories(temporary.resolve("a distribution/bin"));
        Path packaged = Files.copy(script, bin.resolve("gatehouse"));
        Path jar = Files.createFile(bin.resolveSibling("gatehouse-cli.jar"));
        Path java = javaOfVersion("21.0.1");
        Files.writeString(java, "[ \"$1\" = -XshowSettings:properties ] || echo \"$@\"\n", StandardOpenOption.APPEND);

        assertThat(run(packaged, Map.of("JAVA_HOME", home(java)), "users", "list"))
                .isEqualTo("0 -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dgatehouse.terminal=false -jar "
                        + jar.toRealPath() + " users list\n");
    }

    private Path javaOfVersion(String version) throws IOException {
        Path java = Files.createDirectories(temporary.resolve("jre/bin")).resolve("java");
        Files.writeString(
                java,
                "#!/bin/sh\n[ \"$1\" != -XshowSettings:properties ] || echo '    java.version = " + version
                        + "' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return java;
    }

    private static String home(Path java) {
        return java.resolve("../..").normalize().toString();
    }

    private static String commandSays(String... words) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said, true);
        int status = Main.run(out, out, words);
        return status + " " + said;
    }

    private String run(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        return run(script, environment, words);
    }

    /** The exit status, and what was said. */
    private static String run(Path script, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("GATEHOUSE_JAVA_OPTIONS");
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
