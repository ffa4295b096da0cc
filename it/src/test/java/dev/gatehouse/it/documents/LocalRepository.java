package dev.gatehouse.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A separate local Maven repository: it holds the installed modules, and reads all other artifacts from the repository of this
 * build.
 */
record LocalRepository(Path directory) {
    static final String VERSION = System.getProperty("gatehouse.it.version");
    private static final Path MAVEN = Path.of(System.getProperty("gatehouse.it.maven"), "bin", "mvn");
    private static final int TIMEOUT_MINUTES = 5;

    /** Installs a module: its pom, and its jar if it has one. */
    void install(String artifact, Path module) throws IOException {
        Path folder = Files.createDirectories(
                directory.resolve("dev/gatehouse").resolve(artifact).resolve(VERSION));
        String name = artifact + "-" + VERSION;
        Files.copy(module.resolve("pom.xml"), folder.resolve(name + ".pom"));
        Path jar = module.resolve("target").resolve(name + ".jar");
        if (Files.exists(jar)) {
            Files.copy(jar, folder.resolve(name + ".jar"));
        }
    }

    /** Runs Maven offline in a project, and returns its output. */
    String maven(Path project, String... goals) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                MAVEN.toString(),
                "-o",
                "-B",
                "-q",
                "-Dmaven.repo.local=" + directory,
                "-Dmaven.repo.local.tail=" + System.getProperty("gatehouse.it.repository")));
        command.addAll(List.of(goals));
        // Newer JDKs print warnings about Maven.
        Path errors = project.resolve("maven.err");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(project.toFile()).redirectError(errors.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeAll(List.of("MAVEN_OPTS", "MAVEN_ARGS", "MAVEN_PROJECTBASEDIR"));
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as(output + Files.readString(errors))
                    .isZero();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
