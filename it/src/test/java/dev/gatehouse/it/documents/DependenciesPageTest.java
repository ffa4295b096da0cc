package dev.gatehouse.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/dependencies.md} lists every dependency of the build with its version. */
class DependenciesPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^ |]+) \\|");
    private static final Pattern MAVEN = Pattern.compile("(?m)/apache-maven-([0-9.]+)-bin\\.zip$");

    @Test
    void listsEveryDependency() throws IOException {
        Set<String> used = new TreeSet<>(PomDependencies.dependencies());
        used.addAll(packagesOfNode());
        used.add("org.apache.maven:apache-maven " + maven());

        assertThat(documented())
                .as("the rows of docs/dependencies.md, against the poms, the packages of it/src/test/node and the Maven"
                        + " wrapper: a dependency that is new has to say there why it is needed, and one that is gone has"
                        + " to go there too")
                .containsExactlyInAnyOrderElementsOf(used);
    }

    private static Set<String> documented() throws IOException {
        return ROW.matcher(MarkdownPage.at("docs/dependencies.md").text())
                .results()
                .map((MatchResult row) -> row.group(1) + " " + row.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> packagesOfNode() throws IOException {
        Set<String> packages = new TreeSet<>();
        try (Stream<Path> directories = Files.list(Path.of("src/test/node"))) {
            for (Path directory : directories.toList()) {
                JsonNode json = new JsonMapper()
                        .readTree(directory.resolve("package.json").toFile());
                json.path("dependencies")
                        .properties()
                        .forEach(entry -> packages.add(
                                "npm " + entry.getKey() + " " + entry.getValue().asText()));
            }
        }
        return packages;
    }

    private static String maven() throws IOException {
        Matcher url = MAVEN.matcher(Files.readString(Path.of("../.mvn/wrapper/maven-wrapper.properties")));
        return url.find() ? url.group(1) : "of no known version";
    }
}
