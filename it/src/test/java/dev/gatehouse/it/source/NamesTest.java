package dev.gatehouse.it.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes and packages of every module are named in the field's own words, and not in words that say nothing. */
class NamesTest {
    private static final Set<String> PACKAGES =
            Set.of("util", "utils", "helper", "helpers", "common", "impl", "misc", "shared", "core", "internal");

    /** Words that say nothing, and words of our own where HTTP, OAuth or concurrency have one. */
    private static final Set<String> WORDS = Set.of(
            "Processor",
            "Data",
            "Info",
            "Helper",
            "Helpers",
            "Util",
            "Utils",
            "Impl",
            "Misc",
            "Gate",
            "Front",
            "Interception",
            "Parts",
            "Answers",
            "Turns",
            "Lane",
            "Steps",
            "Intervals",
            "Piece",
            "Resting",
            "Announcement",
            "Issuance",
            "Whole");

    /** Names that have a banned word for a reason. */
    private static final Set<String> ALLOWED = Set.of(
            "DataDirectory",
            "DataDirectoryException",
            "DataDirectoryOption",
            "DataDirectoryTest", // the option is --data DIR
            "UserInfoEndpoint"); // OpenID Connect Core §5.3

    private static final Set<String> SKIPPED = Set.of("target", "node_modules", ".git");
    private static final Pattern DECLARATION =
            Pattern.compile("(?m)^\\s*(?:(?:public|private|protected|static|final|abstract|sealed|non-sealed)\\s+)*"
                    + "(?:class|record|enum|interface|@interface)\\s+(\\w+)");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*");

    @Test
    void noClassHasABannedName() throws IOException {
        List<String> banned = new ArrayList<>();
        for (Path source : sources()) {
            names(DECLARATION, source).filter(NamesTest::isBanned).forEach(name -> banned.add(name + " in " + source));
        }

        assertThat(banned)
                .as("see the glossary in CONTRIBUTING.md for the words to use")
                .isEmpty();
    }

    @Test
    void noPackageHasABannedName() throws IOException {
        List<String> banned = new ArrayList<>();
        for (Path source : sources()) {
            names(PACKAGE, source)
                    .filter(name -> Stream.of(name.split("\\.")).anyMatch(PACKAGES::contains))
                    .forEach(name -> banned.add(name + " in " + source));
        }

        assertThat(banned).as("name the package after what it owns").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UserData", "DataStore", "RequestInfoReader", "HTTPHelper", "Parts"})
    void findsBannedWordsAnywhereInAName(String name) {
        assertThat(isBanned(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Database", "Information", "DataDirectory", "Frontier", "Partition"})
    void allowsWordsThatOnlyBeginLikeOne(String name) {
        assertThat(isBanned(name)).isFalse();
    }

    private static boolean isBanned(String name) {
        return !ALLOWED.contains(name)
                && WORD.matcher(name).results().map(MatchResult::group).anyMatch(WORDS::contains);
    }

    private static Stream<String> names(Pattern pattern, Path source) throws IOException {
        return pattern.matcher(Files.readString(source)).results().map((MatchResult found) -> found.group(1));
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        Files.walkFileTree(Path.of(".."), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return SKIPPED.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(sources).hasSizeGreaterThan(500);
        return sources;
    }
}
