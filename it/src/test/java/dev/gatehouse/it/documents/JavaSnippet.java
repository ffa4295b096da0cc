package dev.gatehouse.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Java code in the documentation.
 *
 * @param name of its class
 * @param source the whole file
 */
record JavaSnippet(String name, String source) {
    private static final Pattern CLIENT = Pattern.compile("\\bclient = ");
    private static final Pattern CLASS = Pattern.compile("(?m)^public class (\\w+)");
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final int TIMEOUT_MINUTES = 2;

    /** Whether the code is a whole file, and not statements. */
    static boolean isFile(String source) {
        return CLASS.matcher(source).find();
    }

    /** A whole file. */
    static JavaSnippet file(String source) {
        Matcher declaration = CLASS.matcher(source);
        assertThat(declaration.find()).as("declares a class: " + source).isTrue();
        return new JavaSnippet(declaration.group(1), source);
    }

    /** Statements, wrapped in a class with imports. */
    static JavaSnippet statements(String statements) {
        return file("""
                import dev.gatehouse.client.ManagementClient;
                import java.nio.file.Path;

                public class Statements {
                    public static void main(String[] arguments) {
                %s
                    }
                }
                """.formatted(statements));
    }

    /** Blocks of statements that run one after another, each in its own scope, and with a client unless it creates one. */
    static JavaSnippet blocks(List<String> blocks) {
        StringBuilder methods = new StringBuilder();
        StringBuilder calls = new StringBuilder();
        for (int i = 0; i < blocks.size(); i++) {
            boolean given = !CLIENT.matcher(blocks.get(i)).find();
            calls.append("block%d(%s);\n".formatted(i, given ? "client" : ""));
            methods.append("static void block%d(%s) throws Exception {\n%s}\n"
                    .formatted(i, given ? "ManagementClient client" : "", blocks.get(i)));
        }
        return file("""
                import com.fasterxml.jackson.databind.ObjectMapper;
                import dev.gatehouse.client.*;
                import dev.gatehouse.client.error.*;
                import dev.gatehouse.client.http.*;
                import dev.gatehouse.client.jobs.*;
                import dev.gatehouse.client.json.*;
                import dev.gatehouse.client.limit.*;
                import dev.gatehouse.client.model.*;
                import dev.gatehouse.client.page.*;
                import dev.gatehouse.client.token.*;
                import io.micrometer.core.instrument.MeterRegistry;
                import io.micrometer.core.instrument.simple.*;
                import io.opentelemetry.api.OpenTelemetry;
                import io.opentelemetry.api.trace.*;
                import io.opentelemetry.context.Context;
                import io.opentelemetry.sdk.OpenTelemetrySdk;
                import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
                import io.opentelemetry.sdk.trace.*;
                import io.opentelemetry.sdk.trace.data.*;
                import io.opentelemetry.sdk.trace.export.*;
                import java.net.*;
                import java.net.http.*;
                import java.nio.file.*;
                import java.security.*;
                import java.time.*;
                import java.util.*;
                import java.util.concurrent.*;
                import java.util.stream.*;
                import okhttp3.OkHttpClient;

                public class Blocks {
                    public static void main(String[] arguments) throws Exception {
                        try (ManagementClient client = ManagementClient.builder().environment().build()) {
                %s
                        }
                    }
                %s
                }
                """.formatted(calls, methods));
    }

    /** Compiles it into that directory, without errors or warnings. */
    JavaSnippet compile(Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve(name + ".java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
            List<String> options = List.of(
                    "--release",
                    "17",
                    "-Xlint:all,-path,-options",
                    "-proc:none",
                    "-cp",
                    directory + File.pathSeparator + CLASS_PATH,
                    "-d",
                    "" + directory);
            boolean compiled = compiler.getTask(null, files, diagnostics, options, null, files.getJavaFileObjects(file))
                    .call();
            assertThat(diagnostics.getDiagnostics()).as(source).isEmpty();
            assertThat(compiled).as(source).isTrue();
        }
        return this;
    }

    /** Runs the compiled class in that directory, and returns its output. */
    String run(Path directory) throws IOException, InterruptedException {
        return run(directory, Map.of());
    }

    /** As {@link #run(Path)}, with more environment variables. */
    String run(Path directory, Map<String, String> environment) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                        java, "-XX:TieredStopAtLevel=1", "-cp", directory + File.pathSeparator + CLASS_PATH, name)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
