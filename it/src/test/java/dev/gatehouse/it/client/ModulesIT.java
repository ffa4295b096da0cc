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

/** The client as a module: of a program on the module path, and of a run-time image that has nothing else. */
class ModulesIT extends PackagedServerTest {
    /** In images for JDKs before 22, TLS with elliptic curves is a module that has to be named. */
    private static final String CURVES = "jdk.crypto.ec";

    @TempDir
    private Path directory;

    @BeforeAll
    void makeARole() {
        try (var client = ManagementClient.fromCredentials(installation().credentials())) {
            client.roles().create(new RoleCreate().name("reader"));
        }
    }

    @Test
    void callsFromTheModulePath() throws Exception {
        Path classes = new Program(directory).compile();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        String printed = Program.run(
                installation(),
                List.of(
                        java,
                        "-p",
                        Program.path(Program.libraries()) + File.pathSeparator + classes,
                        "-m",
                        "app/" + Program.MAIN));

        assertListsRoles(printed);
    }

    @Test
    void callsFromAnImageOfItsOwn() throws Exception {
        Path classes = new Program(directory).compile();
        Path image = directory.resolve("image");
        Program.tool(
                "jlink",
                "-p",
                Program.path(Program.libraries()) + File.pathSeparator + classes,
                "--add-modules",
                "app," + CURVES,
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                image.toString());

        String printed =
                Program.run(installation(), List.of(image.resolve("bin/java").toString(), "-m", "app/" + Program.MAIN));

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
