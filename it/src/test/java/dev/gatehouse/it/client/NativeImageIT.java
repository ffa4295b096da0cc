package dev.gatehouse.it.client;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.model.RoleCreate;
import dev.gatehouse.it.server.PackagedServerTest;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The client in an executable of GraalVM, where {@code native-image} is on the path, in GRAALVM_HOME or in JAVA_HOME. */
@EnabledIf(value = "isPossible", disabledReason = "there is no native-image")
class NativeImageIT extends PackagedServerTest {
    @TempDir
    private Path directory;

    static boolean isPossible() {
        boolean possible = nativeImage().isPresent();
        if (!possible) {
            System.out.println("The client is not tried in a native image: GRAALVM_HOME names no GraalVM");
        }
        return possible;
    }

    @Test
    void callsFromANativeExecutable() throws Exception {
        try (var client = ManagementClient.fromCredentials(installation().credentials())) {
            client.roles().create(new RoleCreate().name("reader"));
        }
        Path classes = new SampleProgram(directory).compile();
        Path executable = directory.resolve("program");

        SampleProgram.run(
                installation(),
                List.of(
                        nativeImage().orElseThrow().toString(),
                        "--no-fallback",
                        "-cp",
                        SampleProgram.path(SampleProgram.libraries()) + File.pathSeparator + classes,
                        "-o",
                        executable.toString(),
                        SampleProgram.MAIN));

        ModulesIT.assertListsRoles(SampleProgram.run(installation(), List.of(executable.toString())));
    }

    private static Optional<Path> nativeImage() {
        Map<String, String> environment = System.getenv();
        Stream<Path> homes = Stream.of("GRAALVM_HOME", "JAVA_HOME")
                .map(environment::get)
                .filter(Objects::nonNull)
                .map(home -> Path.of(home, "bin"));
        Stream<Path> path = Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(Path::of);
        return Stream.concat(homes, path)
                .map(folder -> folder.resolve("native-image"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
