package dev.gatehouse.it.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.manager.Managers;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole tour, as the packaged command gives it. */
class DemoIT {
    private static final Path CLI =
            Path.of(System.getProperty("gatehouse.cli.jar")).toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    Path directory;

    @Test
    void showsEveryManagerAndLeavesNothingBehind() throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("temporary"));

        String told = demo(temporary);

        assertThat(told)
                .contains(managers())
                .contains("  1 credential  ", "  1 client  ", "ada has 2 identities now")
                .doesNotContain("null", "1 credentials");
        assertThat(told.lines().reduce("", (before, line) -> line))
                .matches(
                        "\\d+ operations in [0-9.]+ s, and the tenant is gone\\. Start one to keep with gatehouse start");
        assertThat(temporary).isDirectoryNotContaining("glob:**/gatehouse-*");
    }

    /** The heading of each manager. */
    private static List<String> managers() {
        return Stream.of(Managers.class.getMethods())
                .filter(method -> method.getReturnType().getSimpleName().endsWith("Manager"))
                .map(Method::getName)
                .map(name -> "\nclient." + name + "()\n")
                .toList();
    }

    private String demo(Path temporary) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        JAVA,
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dstdout.encoding=UTF-8",
                        "-Dfile.encoding=UTF-8",
                        "-jar",
                        CLI.toString(),
                        "demo"))
                .redirectErrorStream(true)
                .start();
        try {
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(told).isZero();
            return told;
        } finally {
            process.destroyForcibly();
        }
    }
}
