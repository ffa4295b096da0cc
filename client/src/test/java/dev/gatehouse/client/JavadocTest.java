package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The documentation of what is public is written to {@code target/javadoc}, and the tool has nothing to say against it. */
class JavadocTest {
    private static final List<Path> SOURCES =
            List.of(Path.of("src/main/java"), Path.of("target/generated-sources/contract"));

    /** What would only say again what the name, or the sentence above, says already. */
    private static final Pattern LEFT_OUT =
            Pattern.compile("(no @(return|param|throws)\\b|use of default constructor).*", Pattern.DOTALL);

    @Test
    void describesWhatIsPublicWithoutAWarning() throws IOException {
        DocumentationTool tool = ToolProvider.getSystemDocumentationTool();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        StringWriter out = new StringWriter();
        try (StandardJavaFileManager files = tool.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8)) {
            boolean written = tool.getTask(
                            out, files, said, null, options(), files.getJavaFileObjectsFromPaths(sources()))
                    .call();
            assertThat(complaints(said)).isEmpty();
            assertThat(written).as(out.toString()).isTrue();
        }
        assertThat(Path.of("target/javadoc/dev.gatehouse.client/dev/gatehouse/client/ManagementClient.html"))
                .exists();
    }

    private static List<String> complaints(DiagnosticCollector<JavaFileObject> said) {
        return said.getDiagnostics().stream()
                .filter(each -> each.getKind() != Diagnostic.Kind.NOTE
                        && !LEFT_OUT.matcher(each.getMessage(Locale.ROOT)).matches())
                .map(Diagnostic::toString)
                .toList();
    }

    private static List<String> options() {
        String libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(
                "-quiet",
                "-notimestamp",
                "-locale",
                "en",
                "-Xdoclint:all",
                "-Xmaxwarns",
                "100000",
                "--module-path",
                libraries,
                "-d",
                "target/javadoc");
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path root : SOURCES) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }
}
