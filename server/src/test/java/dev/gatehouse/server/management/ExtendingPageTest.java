package dev.gatehouse.server.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@code docs/extending.md} shows of a file is in that file, and what it tells of files is so. */
class ExtendingPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs/extending.md");
    private static final Pattern EXCERPT = Pattern.compile("(?ms)^`([^`\n]+)`:\n\n```(?:java|yaml)\n(.*?)^```$");
    private static final Pattern BLOCK = Pattern.compile("(?m)^ *```(?:java|yaml)$");

    private static List<MatchResult> excerpts() throws IOException {
        return EXCERPT.matcher(Files.readString(PAGE)).results().toList();
    }

    @TestFactory
    List<DynamicTest> showsWhatIsInTheFile() throws IOException {
        return excerpts().stream()
                .map(excerpt -> DynamicTest.dynamicTest(
                        excerpt.group(1) + " at " + excerpt.start(),
                        () -> assertThat(Files.readString(ROOT.resolve(excerpt.group(1))))
                                .contains(excerpt.group(2))))
                .toList();
    }

    @Test
    void namesTheFileOfEveryBlock() throws IOException {
        long blocks = BLOCK.matcher(Files.readString(PAGE)).results().count();

        assertThat(excerpts()).hasSize((int) blocks).hasSizeGreaterThan(5);
    }
}
