package dev.gatehouse.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The Dockerfile, as far as it can be checked without Docker. */
class DockerfileTest {
    private static final Set<String> INSTRUCTIONS = Set.of(
            "FROM",
            "WORKDIR",
            "COPY",
            "RUN",
            "LABEL",
            "USER",
            "ENV",
            "VOLUME",
            "EXPOSE",
            "HEALTHCHECK",
            "ENTRYPOINT",
            "CMD");
    private static final Pattern SETTING = Pattern.compile("GATEHOUSE_[A-Z_]+");

    /** Instructions with their continued lines, without comments. */
    private static List<String> instructions() throws IOException {
        String whole = Files.readString(Path.of("../Dockerfile"))
                .replaceAll("(?m)^#.*\n", "")
                .replaceAll("\\\\\n\\s*", "");
        return whole.lines().filter(line -> !line.isBlank()).toList();
    }

    @Test
    void hasOnlyInstructionsThatDockerKnows() throws IOException {
        assertThat(instructions()).allSatisfy(line -> assertThat(INSTRUCTIONS).contains(line.split(" ")[0]));
        assertThat(instructions().get(0)).startsWith("FROM ");
    }

    @Test
    void runsAsAnUnprivilegedUser() throws IOException {
        List<String> lines = instructions();
        int user = lines.indexOf("USER gatehouse");

        assertThat(user).isPositive();
        assertThat(lines.subList(user, lines.size())).noneMatch(line -> line.startsWith("RUN "));
    }

    @Test
    void setsOnlyKnownSettings() throws IOException {
        String configuration = MarkdownPage.at("docs/configuration.md").text();
        List<String> named = new ArrayList<>();
        for (String page : List.of("Dockerfile", "docs/docker.md")) {
            SETTING.matcher(MarkdownPage.at(page).text())
                    .results()
                    .map(MatchResult::group)
                    .forEach(named::add);
        }

        assertThat(named)
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(configuration).contains("`" + setting + "`"));
    }

    @Test
    void usesTheDistributionOfTheBuild() throws IOException {
        String dockerfile = String.join("\n", instructions());
        String assembly =
                MarkdownPage.at("cli/src/main/assembly/distribution.xml").text();

        assertThat(dockerfile).contains("-pl cli -am package", "cli/target/gatehouse-*.zip", "bin/gatehouse");
        assertThat(assembly)
                .contains("<source>${project.basedir}/../gatehouse</source>", "<outputDirectory>bin</outputDirectory>");
        assertThat(Path.of("../cli/src/main/usage/start.txt")).content().contains("--http-port=");
        assertThat(Path.of("../cli/src/main/usage/status.txt")).exists();
    }
}
