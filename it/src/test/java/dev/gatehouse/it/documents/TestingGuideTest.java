package dev.gatehouse.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code in the guide to testing is part of the examples, whose tests the build runs. */
class TestingGuideTest {
    static List<String> shown() throws IOException {
        MarkdownPage page = MarkdownPage.at(SnippetsIT.TESTING);
        return Stream.of("java", "json")
                .flatMap(language -> page.blocks(language).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("shown")
    void showsCodeOfAnExample(String block) throws IOException {
        assertThat(examples()).contains(block.strip());
    }

    private static String examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../examples"))) {
            List<Path> sources = files.filter(file -> file.toString().contains("/src/test/"))
                    .filter(Files::isRegularFile)
                    .toList();
            StringBuilder all = new StringBuilder();
            for (Path source : sources) {
                all.append(Files.readString(source)).append('\n');
            }
            return all.toString();
        }
    }
}
