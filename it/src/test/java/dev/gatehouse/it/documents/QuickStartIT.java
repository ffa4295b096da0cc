package dev.gatehouse.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.it.server.Installation;
import dev.gatehouse.it.server.PackagedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Follows the README and the getting-started guide: from an empty Maven project to the first call. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuickStartIT {
    private static final String PROJECT = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>com.example</groupId>
              <artifactId>app</artifactId>
              <version>1.0</version>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              %s
            </project>
            """;

    private static final Pattern ARTIFACT = Pattern.compile("[\\w.-]+:[\\w.-]+:jar:[\\w.-]+:\\w+");

    private Path project;
    private LocalRepository repository;
    private PackagedServer server;

    @BeforeAll
    void installAndStart(@TempDir Path temporary) throws IOException {
        repository = new LocalRepository(temporary.resolve("repository"));
        repository.install("gatehouse-parent", Path.of(".."));
        repository.install("gatehouse-bom", Path.of("../bom"));
        repository.install("gatehouse-client", Path.of("../client"));
        project = Files.createDirectory(temporary.resolve("app"));
        Path sources = Files.createDirectories(project.resolve("src/main/java"));
        Files.writeString(
                sources.resolve("FirstCall.java"),
                MarkdownPage.at("README.md").file().source());
        server = Installation.on(project.resolve("gatehouse-data"), Map.of()).start("QuickStartIT");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void makesTheFirstCallWithTheDependencyOfTheReadme() throws Exception {
        pom("<dependencies>" + MarkdownPage.at("README.md").blocks("xml").get(0) + "</dependencies>");

        String printed = repository.maven(
                project,
                PomDependencies.coordinates("org.apache.maven.plugins:maven-compiler-plugin") + ":compile",
                PomDependencies.coordinates("org.codehaus.mojo:exec-maven-plugin") + ":java",
                "-Dexec.mainClass=FirstCall");

        assertThat(printed)
                .matches(
                        "(?s)Created auth0\\|\\w+\\. All users:\nUser\\{[^\n]*\"email\":\"ada@example\\.com\"[^\n]*}\n");
    }

    @Test
    void takesTheVersionFromTheBillOfMaterialsAndNothingButJacksonWithIt() throws Exception {
        String jackson = PomDependencies.coordinates("com.fasterxml.jackson.core:jackson-databind")
                .replaceFirst(".*:", "");
        MarkdownPage guide = MarkdownPage.at("docs/client/getting-started.md");
        pom(guide.blocks("xml").get(1) + "<dependencies>"
                + guide.blocks("xml").get(0).replaceFirst("\\s*<version>.*</version>", "") + "</dependencies>");

        repository.maven(
                project,
                PomDependencies.coordinates("org.apache.maven.plugins:maven-dependency-plugin") + ":list",
                "-DoutputFile=list");

        assertThat(ARTIFACT.matcher(Files.readString(project.resolve("list")))
                        .results()
                        .map(MatchResult::group))
                .containsExactlyInAnyOrder(
                        "dev.gatehouse:gatehouse-client:jar:" + LocalRepository.VERSION + ":compile",
                        "com.fasterxml.jackson.core:jackson-databind:jar:" + jackson + ":compile",
                        "com.fasterxml.jackson.core:jackson-core:jar:" + jackson + ":compile",
                        "com.fasterxml.jackson.core:jackson-annotations:jar:" + jackson.replaceFirst("\\.\\d+$", "")
                                + ":compile");
    }

    private void pom(String content) throws IOException {
        Files.writeString(project.resolve("pom.xml"), PROJECT.formatted(content));
    }
}
