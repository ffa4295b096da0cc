package dev.gatehouse.it.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command, as the packaged jar runs it, on a seeded server in the background, in a directory with a space. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandIT {
    private static final String CLI =
            Path.of(System.getProperty("gatehouse.cli.jar")).toAbsolutePath().toString();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String SEED = """
            resource_servers:
              - name: Orders
                identifier: https://orders.example/
                scopes: [{value: "read:orders"}]
            clients:
              - name: Shop
                client_id: shop
                client_secret: a-secret-that-is-known-beforehand
                app_type: non_interactive
                grant_types: [client_credentials]
            client_grants:
              - {client: Shop, audience: "https://orders.example/", scope: ["read:orders"]}
            roles:
              - name: clerk
                permissions: [{resource_server_identifier: "https://orders.example/", permission_name: "read:orders"}]
            users:
              - {email: ada@example.com, password: Correct-Horse-7, roles: [clerk]}
            """;

    private Path directory;
    private String domain;

    @BeforeAll
    void startInTheBackground(@TempDir Path temporary) throws Exception {
        directory = Files.createDirectory(temporary.resolve("a project"));
        Files.writeString(directory.resolve("tenant.yaml"), SEED);

        String output = run(
                "start",
                "--domain",
                "localhost:0",
                "--http-port",
                "off",
                "--seed",
                "tenant.yaml",
                "--detach",
                "--wait");

        assertThat(output)
                .startsWith("0 https://localhost:")
                .endsWith(" is ready. Credentials: " + data().resolve("credentials.json") + "  Log: "
                        + data().resolve("gatehouse.log") + "\n");
        domain = output.substring("0 https://".length(), output.indexOf(" is ready."));
    }

    @AfterAll
    void stop() throws Exception {
        assertThat(run("stop")).isEqualTo("0 Stopped https://" + domain + ".\n");
        assertThat(run("status")).isEqualTo("1 not running  data " + data() + "\n");
        assertThat(run("reset", "--yes")).isEqualTo("0 The tenant in " + data() + " is deleted.\n");
        assertThat(data()).isDirectoryContaining("glob:**/ca.pem").isDirectoryNotContaining("glob:**/gatehouse.db*");
    }

    private Path data() throws IOException {
        return directory.resolve("gatehouse-data").toRealPath();
    }

    @Test
    void tellsThatItRuns() throws Exception {
        assertThat(run("status")).matches("0 running  https://" + domain + "  process \\d+  data .*gatehouse-data\n");
        assertThat(json("status", "--json").path("running").asBoolean()).isTrue();
        assertThat(run("doctor"))
                .startsWith("0 ok ")
                .contains(" are accepted by the server\n")
                .doesNotContain("failed");
        assertThat(run("open")).isEqualTo("0 https://" + domain + "/\n");
    }

    @Test
    void showsNoSecretInItsLog() throws Exception {
        String secret = new JsonMapper()
                .readTree(data().resolve("credentials.json").toFile())
                .path("client_secret")
                .asText();

        assertThat(data().resolve("gatehouse.log")).content().isNotEmpty().doesNotContain(secret);
    }

    @Test
    void refusesWhatARunningServerForbids() throws Exception {
        assertThat(run("reset", "--yes"))
                .isEqualTo("2 gatehouse: The server on " + data() + " is running. Stop it with gatehouse stop.\n");
        assertThat(run("start", "--domain", domain, "--detach"))
                .isEqualTo(
                        "2 gatehouse: The data directory gatehouse-data is in use by another Gatehouse server. Stop that"
                                + " one, or name another with --data.\n");
    }

    @ParameterizedTest
    @CsvSource({
        "users, ada@example.com",
        "roles, clerk",
        "clients, shop",
        "connections, Username-Password-Authentication"
    })
    void listsWhatWasSeeded(String resource, String member) throws Exception {
        assertThat(run(resource, "list")).startsWith("0 ").contains(member);
        assertThat(json(resource, "list", "--json").toString()).contains(member);
        assertThat(run(resource, "search", member)).startsWith("0 ").contains(member);
    }

    @Test
    void createsShowsAndDeletes() throws Exception {
        String created =
                run("users", "create", "email=bob@example.com", "password=Correct-Horse-8", "user_metadata.a.b:=3");
        assertThat(created).matches("0 auth0\\|\\w+\n");
        String id = created.substring(2).strip();

        assertThat(json("users", "get", id).at("/user_metadata/a/b").asInt()).isEqualTo(3);
        assertThat(run("users", "create", "email=bob@example.com", "password=Correct-Horse-8"))
                .isEqualTo("1 gatehouse: POST /api/v2/users returned 409 auth0_idp_error: The user already exists.\n");
        assertThat(run("users", "delete", id)).isEqualTo("0 Deleted " + id + "\n");
        assertThat(run("users", "get", id))
                .startsWith("1 gatehouse: GET /api/v2/users/")
                .endsWith("The user does not exist.\n");
    }

    @Test
    void seedsASecondTimeWithoutChangingAnything() throws Exception {
        assertThat(run("seed", "tenant.yaml")).startsWith("0 Created ");
        assertThat(json("users", "search", "email:ada*", "--json")).hasSize(1);
        assertThat(json("clients", "search", "Shop", "--json")).hasSize(1);
    }

    @Test
    void issuesTokens() throws Exception {
        assertThat(run("token")).matches("0 [\\w-]+\\.[\\w-]+\\.[\\w-]+\n");
        assertThat(run("token", "--scope", "read:users").length())
                .isLessThan(run("token").length());
    }

    @Test
    void givesACommandATenantOfItsOwnAndPassesItsStatusOn() throws Exception {
        String output = run(
                "exec",
                "--seed",
                "tenant.yaml",
                "--",
                "sh",
                "-c",
                "echo $AUTH0_DOMAIN; cat \"$NODE_EXTRA_CA_CERTS\"" + "; exit 7");

        assertThat(output)
                .matches("(?s)7 localhost:\\d+\n-----BEGIN CERTIFICATE-----.*")
                .doesNotContain(domain);
    }

    @Test
    void runsCommandsOnTheTenantOfExec() throws Exception {
        assertThat(run("exec", "--seed", "tenant.yaml", "--", JAVA, "-jar", CLI, "users", "list"))
                .startsWith("0 ")
                .contains("ada@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"users list", "token"})
    void saysWhereNoTenantAnswers(String words) throws Exception {
        Path credentials = Files.writeString(
                directory.resolve("nobody.json"),
                "{\"domain\":\"localhost:1\",\"client_id\":\"id\",\"client_secret\":\"secret\"}");
        List<String> command = new ArrayList<>(List.of(words.split(" ")));
        command.addAll(List.of("--credentials", credentials.toString()));

        assertThat(run(command.toArray(String[]::new)))
                .startsWith("1 gatehouse: ")
                .contains("localhost:1")
                .hasLineCount(1);
    }

    private JsonNode json(String... words) throws Exception {
        String output = run(words);
        assertThat(output).startsWith("0 ");
        return new JsonMapper().readTree(output.substring(2));
    }

    /** The exit status, and what was output. */
    private String run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-jar", CLI));
        command.addAll(List.of(words));
        Path output = Files.createTempFile(directory, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_") || name.startsWith("AUTH0_"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return process.exitValue() + " " + Files.readString(output, StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }
}
