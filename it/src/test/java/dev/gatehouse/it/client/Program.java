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
 * A small program of a user, in a module of its own: it names itself and lists roles of the tenant that the environment tells
 * it of.
 *
 * @param directory where it is written and compiled to
 */
record Program(Path directory) {
    static final String MAIN = "app.Main";
    private static final int PATIENCE_MINUTES = 15;
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

    /** The client and what it needs at run time, as files. */
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

    /** Compiles it without a warning; where its classes are. */
    Path compile() throws IOException {
        Path module = Files.writeString(directory.resolve("module-info.java"), MODULE);
        Path main = Files.writeString(
                Files.createDirectory(directory.resolve("app")).resolve("Main.java"), SOURCE);
        Path classes = directory.resolve("classes");
        String said = tool(
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
        assertThat(said).isEmpty();
        return classes;
    }

    /** Runs a tool of the JDK that is to succeed; what it said. */
    static String tool(String name, String... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        int status = ToolProvider.findFirst(name).orElseThrow().run(writer, writer, arguments);
        assertThat(status).as(said.toString()).isZero();
        return said.toString();
    }

    /** Runs a command that is to succeed, with that installation's tenant in its environment; what it printed. */
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
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
