package dev.gatehouse.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links between the pages work, and their lists are complete. */
class DocumentationTest {
    private static final Path TOP = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\| `([a-z]+)` \\|");

    @Test
    void everyLinkWorks() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            LINK.matcher(Files.readString(page))
                    .results()
                    .map((MatchResult link) -> link.group(1))
                    .filter(link -> !link.contains(":") && !Files.exists(page.resolveSibling(link)))
                    .forEach(link -> broken.add(page + " -> " + link));
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void everyDecisionIsListed() throws IOException {
        String list = MarkdownPage.at("docs/adr/README.md").text();

        for (Path page : markdown(TOP.resolve("docs/adr"))) {
            String name = page.getFileName().toString();
            if (!name.equals("README.md")) {
                String title = Files.readAllLines(page).get(0).replaceFirst("^# \\d+\\. ", "");
                assertThat(list).contains("[" + title + "](" + name + ")");
            }
        }
    }

    @Test
    void theArchitectureNamesEveryPackageOfTheServer() throws IOException {
        String page = MarkdownPage.at("docs/architecture.md").text();
        String table =
                page.substring(page.indexOf("## Packages of the server"), page.indexOf("## Packages of the client"));
        Set<String> named = new TreeSet<>();
        PACKAGE.matcher(table).results().forEach((MatchResult row) -> named.add(row.group(1)));
        Set<String> present = new TreeSet<>();
        try (Stream<Path> directories = Files.list(TOP.resolve("server/src/main/java/dev/gatehouse/server"))) {
            directories.forEach(directory -> present.add(directory.getFileName().toString()));
        }

        assertThat(named).isEqualTo(present);
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String directory : List.of("", "docs", "docs/adr", "docs/client", "it", "bench", "contract", "examples")) {
            pages.addAll(markdown(TOP.resolve(directory)));
        }
        return pages;
    }

    private static List<Path> markdown(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
