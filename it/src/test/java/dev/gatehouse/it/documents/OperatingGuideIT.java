package dev.gatehouse.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.it.server.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs every command of the guide for operators, one after the other, with the packaged command on the path. */
@DisabledOnOs(OS.WINDOWS)
class OperatingGuideIT {
    private static final String MANAGEMENT_PORT = "9090";
    private static final long PATIENCE_SECONDS = 500;

    @Test
    void everyCommandSucceeds(@TempDir Path directory) throws Exception {
        List<String> blocks = MarkdownPage.at("docs/operating.md").blocks("sh");
        assertThat(blocks).hasSizeGreaterThan(8);
        Installation free = Installation.on(directory, Map.of()).withManagementPort();
        String script = String.join("\n", blocks).replace(MANAGEMENT_PORT, Integer.toString(free.managementPort()));
        Path output = directory.resolve("output");

        ProcessBuilder builder = new ProcessBuilder("sh", "-eux", "-c", script + "\ngatehouse stop\n")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("PATH", command(directory) + ":" + environment.get("PATH"));
        environment.put("GATEHOUSE_DOMAIN", free.domain());
        environment.put("GATEHOUSE_HTTP_PORT", "off");
        Process shell = builder.start();
        try {
            assertThat(shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            shell.descendants().forEach(ProcessHandle::destroy);
            shell.destroy();
        }
        assertThat(shell.exitValue()).as(Files.readString(output)).isZero();
    }

    /** A directory with the command {@code gatehouse}. */
    private static Path command(Path directory) throws IOException {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = Path.of(System.getProperty("gatehouse.cli.jar"))
                .toAbsolutePath()
                .toString();
        Path script = Files.writeString(
                bin.resolve("gatehouse"), "#!/bin/sh\nexec '%s' -jar '%s' \"$@\"\n".formatted(java, jar));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return bin;
    }
}
