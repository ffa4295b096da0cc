package dev.gatehouse.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.it.server.Installation;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/**
 * A sample program in its own module: it prints its requests and lists the roles of the tenant that the environment
 * variables name.
 *
 * @param directory the directory of its sources and classes
 */
record SampleProgram(Path directory) {
    static final String MAIN = "app.Main";
    private static final int TIMEOUT_MINUTES = 15;
    private static final String MODULE = "module app {\n    requires dev.gatehouse.client;\n}\n";
    private static final String SOURCE = """
            package app;

            import dev.gatehouse.client.ManagementClient;
            import java.nio.charset.StandardCharsets;
            import java.util.Base64;

            public class Main {
                public static void main(String[] arguments) {
                    try (ManagementClient client = ManagementClient.builder()
                            .environment()
                            .interceptor((request, next) -> {
                                byte[] from = Base64.getDecoder().decode(request.headers().get("auth0-client"));
                                System.out.println(request + " " + new String(from, StandardCharsets.UTF_8));
                                return next.send(request);
                            })
                            .build()) {
                        client.roles().getAll().forEach(role -> System.out.println(role.name()));
                    }
                }
            }
            """;

    /** The jars of the client and its run-time dependencies. */
    static List<Path> libraries() {
        List<String> names = List.of("gatehouse-client", "jackson-databind", "jackson-core", "jackson-annotations");
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(path -> names.stream().anyMatch(path.getFileName().toString()::startsWith))
                .toList();
    }

    static String path(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Compiles it without warnings, and returns the directory of its classes. */
    Path compile() throws IOException {
        Path module = Files.writeString(directory.resolve("module-info.java"), MODULE);
        Path main = Files.writeString(
                Files.createDirectory(directory.resolve("app")).resolve("Main.java"), SOURCE);
        Path classes = directory.resolve("classes");
        String output = tool(
                "javac",
                "--release",
                "17",
                "-Xlint:all,-path",
                "-p",
                path(libraries()),
                "-d",
                classes.toString(),
                module.toString(),
                main.toString());
        assertThat(output).isEmpty();
        return classes;
    }

    /** Runs a JDK tool, which must succeed, and returns its output. */
    static String tool(String name, String... arguments) {
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output);
        int status = ToolProvider.findFirst(name).orElseThrow().run(writer, writer, arguments);
        assertThat(status).as(output.toString()).isZero();
        return output.toString();
    }

    /** Runs a command, which must succeed, with the tenant in its environment variables, and returns its output. */
    static String run(Installation tenant, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        JsonNode credentials = new JsonMapper().readTree(tenant.credentials().toFile());
        Map.of("AUTH0_DOMAIN", "domain", "AUTH0_CLIENT_ID", "client_id", "AUTH0_CLIENT_SECRET", "client_secret")
                .forEach((variable, member) -> builder.environment()
                        .put(variable, credentials.path(member).asText()));
        builder.environment()
                .put("AUTH0_TRUSTED_CERTIFICATES", tenant.authority().toString());
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
