package dev.gatehouse.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.model.UserCreate;
import dev.gatehouse.it.server.Installation;
import dev.gatehouse.it.server.PackagedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README, the guides of the client and the server show of Java does what it says when it is pasted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnippetsIT {
    private static final String BULK_IMPORT = "docs/client/bulk-import.md";
    /** What it shows are tests, which the examples run. */
    static final String TESTING = "docs/client/testing.md";

    private Path directory;
    private PackagedServer server;

    @BeforeAll
    void startServerWithAUser(@TempDir Path temporary) {
        directory = temporary;
        // Where the README has it, seen from the directory that the snippets run in.
        server = Installation.on(directory.resolve("gatehouse-data"), Map.of()).start("SnippetsIT");
        try (var client = ManagementClient.fromCredentials(server.installation().credentials())) {
            client.users()
                    .create(new UserCreate()
                            .connection("Username-Password-Authentication")
                            .email("grace@example.com")
                            .password("Tulip-1815-Harbour"));
        }
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @Test
    void theFirstOfTheReadmeMakesAUserAndListsAll() throws Exception {
        String output = readme().file().compile(directory).run(directory);

        assertThat(output).contains("\"email\":\"ada@example.com\"", "\"email\":\"grace@example.com\"");
    }

    @Test
    void theOthersOfTheReadmeCompile() throws Exception {
        for (String block : readme().blocks("java")) {
            if (!JavaSnippet.isFile(block)) {
                JavaSnippet.statements(block).compile(directory);
            }
        }
    }

    @Test
    void theOneThatTheServerPrintsListsUsers() throws Exception {
        String printed = server.announced("From Java:");

        assertThat(JavaSnippet.statements(printed).compile(directory).run(directory))
                .contains("\"email\":\"grace@example.com\"");
    }

    static List<String> guidesToTheServer() throws IOException {
        List<String> shown = new ArrayList<>();
        for (String guide : guides()) {
            boolean elsewhere = guide.equals(BULK_IMPORT) || guide.equals(TESTING);
            if (!elsewhere && !Page.at(guide).blocks("java").isEmpty()) {
                shown.add(guide);
            }
        }
        return shown;
    }

    private static List<String> guides() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../docs/client"))) {
            return files.map(file -> "docs/client/" + file.getFileName())
                    .filter(page -> !page.endsWith("README.md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("guidesToTheServer")
    void aGuidePrintsWhatItShows(String guide) throws Exception {
        assertPrints(Page.at(guide), environment());
    }

    /** The server serves no jobs. */
    @Test
    void theGuideToBulkImportsPrintsWhatItShows() throws Exception {
        try (ScriptedJobs jobs = new ScriptedJobs()) {
            assertPrints(Page.at(BULK_IMPORT), jobs.environment());
        }
    }

    private void assertPrints(Page page, Map<String, String> environment) throws Exception {
        Map<Boolean, List<String>> java =
                page.blocks("java").stream().collect(Collectors.partitioningBy(JavaSnippet::isFile));
        for (String file : java.getOrDefault(true, List.of())) {
            JavaSnippet.file(file).compile(directory);
        }

        String output = JavaSnippet.blocks(java.getOrDefault(false, List.of()))
                .compile(directory)
                .run(directory, environment);

        assertThat(output).containsSubsequence(page.blocks("text"));
    }

    @Test
    void everyCallThatAGuideNamesCompiles() throws Exception {
        List<String> calls = new ArrayList<>();
        for (String guide : guides()) {
            calls.addAll(Page.at(guide).calls());
        }

        JavaSnippet.blocks(List.of("String id = \"\", email = \"\";\n" + String.join(";\n", calls) + ";\n"))
                .compile(directory);
    }

    /** As a program that is told of its tenant by the environment has it. */
    private Map<String, String> environment() throws IOException {
        JsonNode credentials =
                new JsonMapper().readTree(server.installation().credentials().toFile());
        Map<String, String> variables = new HashMap<>();
        Map.of(
                        "AUTH0_DOMAIN", "domain",
                        "AUTH0_BASE_URL", "base_url",
                        "AUTH0_CLIENT_ID", "client_id",
                        "AUTH0_CLIENT_SECRET", "client_secret",
                        "AUTH0_AUDIENCE", "audience",
                        "AUTH0_TRUSTED_CERTIFICATES", "ca")
                .forEach((variable, member) ->
                        variables.put(variable, credentials.path(member).asText("")));
        return variables;
    }

    private static Page readme() throws IOException {
        return Page.at("README.md");
    }
}
