package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gatehouse.cmd}: its text everywhere, and its runs where Wine and a compiler for Windows are installed. */
class WindowsScriptTest {
    private static final Path SCRIPT = Path.of("..", "gatehouse.cmd");
    private static final String COMPILER = "x86_64-w64-mingw32-gcc";

    /** Prints its arguments; its version and its exit status are in the environment. */
    private static final String JAVA = """
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            int main(int argc, char **argv) {
              int version = atoi(getenv("FAKE_VERSION"));
              if (!strcmp(argv[argc - 1], "-version")) return argc > 2 && version < 17;
              for (int i = 1; i < argc; i++) printf("[%s]", argv[i]);
              return atoi(getenv("FAKE_STATUS"));
            }
            """;

    @TempDir
    private Path temporary;

    @Test
    void hasLinesAsWindowsEndsThem() throws IOException {
        String script = Files.readString(SCRIPT, StandardCharsets.US_ASCII);

        assertThat(script).endsWith("\r\n");
        assertThat(script.replace("\r\n", "")).doesNotContain("\n", "\r");
    }

    @Test
    void goesToLabelsThatExist() throws IOException {
        String script = Files.readString(SCRIPT);

        assertThat(found("(?:goto|call) :?([a-z_]+)\r", script)).isSubsetOf(found("(?m)^:([a-z_]+)\r", script));
    }

    /** A path as in {@code Program Files (x86)} would end a block, and an {@code &} outside quotes begins a command. */
    @Test
    void hasNoBlocksAndQuotesWhatIsExpanded() throws IOException {
        for (String line : Files.readAllLines(SCRIPT)) {
            assertThat(line).doesNotEndWith("(").isNotEqualTo(")");
            if (!line.startsWith("rem")
                    && !line.contains("%GATEHOUSE_JAVA_OPTIONS%")
                    && !line.startsWith("echo Gatehouse")) {
                assertThat(line.replace("%JAVA_HOME:\"=%", "").replaceAll("\"[^\"]*\"|%errorlevel%|%%[a-z]", ""))
                        .as(line)
                        .doesNotContain("%");
            }
        }
    }

    @Test
    void runsOnWine() throws Exception {
        assumeTrue(isInstalled("wine") && isInstalled(COMPILER), "Wine and MinGW are not installed");
        Path clone = Files.createDirectories(temporary.resolve("a clone & (more)"));
        Path script = Files.copy(SCRIPT, clone.resolve("gatehouse.cmd"));
        Files.copy(Path.of("../pom.xml"), clone.resolve("pom.xml"));
        Path usage = Files.createDirectories(clone.resolve("cli/src/main/usage"));
        for (String name : List.of("gatehouse", "users", "users-list")) {
            Files.copy(Path.of("src/main/usage", name + ".txt"), usage.resolve(name + ".txt"));
        }
        Path home = compileJava();

        assertThat(run(script, home, 17, "--version")).matches("0 Gatehouse \\S+\n");
        assertThat(run(script, home, 17)).startsWith("0 Usage: gatehouse ");
        assertThat(run(script, home, 17, "users", "--help")).startsWith("0 Usage: gatehouse users ");
        assertThat(run(script, home, 17, "users", "list", "-h")).startsWith("0 Usage: gatehouse users list");
        assertThat(run(script, home, 17, "da&exit 5")).isEqualTo(unknown("command", "da&exit 5"));
        assertThat(run(script, home, 17, "--colour")).isEqualTo(unknown("option", "--colour"));
        assertThat(run(script, home, 17, "users"))
                .startsWith("2 gatehouse: ")
                .endsWith(" is a Java runtime only, and the first use needs its compiler. Install a JDK, or name one in"
                        + " JAVA_HOME. \n");

        Files.createFile(Files.createDirectories(clone.resolve("cli/target")).resolve("gatehouse-cli.jar"));
        assertThat(run(script, home, 17, "users", "create", "name=a & b", "plain"))
                .startsWith("7 [-XX:+UseSerialGC]")
                .endsWith("cli\\target\\gatehouse-cli.jar][users][create][name=a & b][plain]");
        assertThat(run(script, home, 11, "users"))
                .startsWith("2 gatehouse: ")
                .contains("jdk (x86) & 1\\bin\\java is too old, and Gatehouse needs Java 17 or newer.");
        assertThat(run(script, temporary.resolve("no (java) & no"), 17, "users"))
                .startsWith("2 gatehouse: there is no ")
                .contains("no (java) & no\\bin\\java. Install a JDK, 17 or newer,");
        awaitWine();
    }

    /** Wine's server writes to its directory for some seconds after the last program, and that is about to be deleted. */
    private void awaitWine() throws Exception {
        ProcessBuilder server = new ProcessBuilder("wineserver", "-w").inheritIO();
        server.environment().put("WINEPREFIX", temporary.resolve("wine").toString());
        server.start().waitFor();
    }

    private static String unknown(String what, String word) {
        return "2 gatehouse: Unknown " + what + ": '" + word + "'. See gatehouse --help. \n";
    }

    private Path compileJava() throws Exception {
        Path home = temporary.resolve("jdk (x86) & 1");
        Path source = Files.writeString(temporary.resolve("java.c"), JAVA);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java.exe");
        Process compiler = new ProcessBuilder(COMPILER, "-o", java.toString(), source.toString())
                .inheritIO()
                .start();
        assertThat(compiler.waitFor()).isZero();
        return home;
    }

    /** The exit status, and what was said. */
    private String run(Path script, Path home, int version, String... words) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("wine", "cmd", "/c", script.getFileName().toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Objects.requireNonNull(script.getParent()).toFile())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        "Z:" + home.toString().replace('/', '\\'),
                        "FAKE_VERSION",
                        Integer.toString(version),
                        "FAKE_STATUS",
                        "7",
                        "WINEDEBUG",
                        "-all",
                        "WINEPREFIX",
                        temporary.resolve("wine").toString()));
        Process process = builder.start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue() + " " + said.replace("\r\n", "\n").replaceAll("(?m)^wine: .*\n", "");
        } finally {
            process.destroyForcibly();
        }
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static boolean isInstalled(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
