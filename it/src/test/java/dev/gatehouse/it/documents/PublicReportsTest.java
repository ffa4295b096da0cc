package dev.gatehouse.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/client/public-reports.md} names reports, and tests that there are. */
class PublicReportsTest {
    private static final Pattern REPORT =
            Pattern.compile("\\[(\\d+)]\\(https://github\\.com/(?:auth0|okta)/[\\w.-]+/(?:issues|pull)/(\\d+)\\)");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:Test|IT))`");

    private static String page() throws IOException {
        return MarkdownPage.at("docs/client/public-reports.md").text();
    }

    @Test
    void namesReportsByTheirNumbers() throws IOException {
        List<MatchResult> reports = REPORT.matcher(page()).results().toList();

        assertThat(reports)
                .hasSizeGreaterThanOrEqualTo(28)
                .allSatisfy(report -> assertThat(report.group(1)).isEqualTo(report.group(2)));
    }

    @Test
    void everyTestThatItNamesIsThere() throws IOException {
        Set<String> tests = new TreeSet<>();
        for (String module : List.of("../client", ".")) {
            try (Stream<Path> files = Files.walk(Path.of(module, "src/test/java"))) {
                files.map(file -> file.getFileName().toString().replace(".java", ""))
                        .forEach(tests::add);
            }
        }

        assertThat(NAMED.matcher(page()).results().map(named -> named.group(1)))
                .isNotEmpty()
                .isSubsetOf(tests);
    }
}
