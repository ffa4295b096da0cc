package dev.gatehouse.it.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page of the documentation, in Markdown. */
record MarkdownPage(String text) {
    /** The page of that path from the top of the project, as in {@code docs/search.md}. */
    static MarkdownPage at(String path) throws IOException {
        return new MarkdownPage(Files.readString(Path.of("..").resolve(path)));
    }

    /** The calls of the client that its text and its tables name. */
    List<String> calls() {
        return Pattern.compile("`(client\\.[^`\n]+)`")
                .matcher(text)
                .results()
                .map((MatchResult call) -> call.group(1).replace("\\|", "|"))
                .toList();
    }

    /** The one block of Java that is a file of its own. */
    JavaSnippet file() {
        return blocks("java").stream()
                .filter(JavaSnippet::isFile)
                .map(JavaSnippet::file)
                .findFirst()
                .orElseThrow();
    }

    /** What stands between the fences of that language, in order. */
    List<String> blocks(String language) {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
                .matcher(text)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }
}
