package dev.gatehouse.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.model.RoleCreate;
import dev.gatehouse.it.server.PackagedServerTest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client as a Java module: on the module path, and in a jlink image. */
class ModulesIT extends PackagedServerTest {
    /** In jlink images for JDKs before 22, the module with elliptic curves for TLS must be added explicitly. */
    private static final String ELLIPTIC_CURVE_MODULE = "jdk.crypto.ec";

    @TempDir
    private Path directory;

    @BeforeAll
    void createRole() {
        try (var client = ManagementClient.fromCredentials(installation().credentials())) {
            client.roles().create(new RoleCreate().name("reader"));
        }
    }

    @Test
    void runsOnTheModulePath() throws Exception {
        Path classes = new SampleProgram(directory).compile();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        String printed = SampleProgram.run(
                installation(),
                List.of(
                        java,
                        "-p",
                        SampleProgram.path(SampleProgram.libraries()) + File.pathSeparator + classes,
                        "-m",
                        "app/" + SampleProgram.MAIN));

        assertListsRoles(printed);
    }

    @Test
    void runsInAJlinkImage() throws Exception {
        Path classes = new SampleProgram(directory).compile();
        Path image = directory.resolve("image");
        SampleProgram.tool(
                "jlink",
                "-p",
                SampleProgram.path(SampleProgram.libraries()) + File.pathSeparator + classes,
                "--add-modules",
                "app," + ELLIPTIC_CURVE_MODULE,
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                image.toString());

        String printed = SampleProgram.run(
                installation(), List.of(image.resolve("bin/java").toString(), "-m", "app/" + SampleProgram.MAIN));

        assertListsRoles(printed);
        System.out.printf("An image with the client takes %d MB%n", size(image) / 1_000_000);
    }

    static void assertListsRoles(String printed) {
        String self = " {\"name\":\"gatehouse-java\",\"version\":\"" + System.getProperty("gatehouse.it.version")
                + "\",\"env\":{\"java\":\"" + System.getProperty("java.specification.version") + "\"}}\n";
        assertThat(printed).isEqualTo("POST /oauth/token" + self + "GET /api/v2/roles" + self + "reader\n");
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        }
    }
}
