package dev.gatehouse.server.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The handler that {@code docs/extending.md} shows compiles against the server as it is. */
class ExtendingPageTest {
    private static final Path PAGE = Path.of("../docs/extending.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```java\n(.*?)^ *```$");
    private static final String IMPORTS = """
            import com.fasterxml.jackson.databind.node.ObjectNode;
            import dev.gatehouse.server.api.*;
            import dev.gatehouse.server.error.ErrorCode;
            import dev.gatehouse.server.management.Services;
            import dev.gatehouse.server.role.Role;
            import dev.gatehouse.server.store.Transaction;
            import dev.gatehouse.server.store.document.*;
            import java.util.Map;
            """;

    @Test
    void showsAHandlerThatCompiles(@TempDir Path directory) throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        Path file = Files.writeString(directory.resolve("Roles.java"), IMPORTS + block.group(1));

        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(said, null, null)) {
            List<String> options = List.of(
                    "--release",
                    "17",
                    "-proc:none",
                    "-d",
                    "" + directory,
                    "-cp",
                    System.getProperty("java.class.path"));
            compiler.getTask(null, files, said, options, null, files.getJavaFileObjects(file))
                    .call();
        }
        assertThat(said.getDiagnostics()).isEmpty();
        assertThat(directory).isDirectoryContaining("glob:**/Roles.class");
    }
}
