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

/** The Java code in the README, in the guides of the client and printed by the server compiles and prints what is shown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnippetsIT {
    private static final String BULK_IMPORT = "docs/client/bulk-import.md";
    /** Its code is in the tests of the examples. */
    static final String TESTING = "docs/client/testing.md";

    private Path directory;
    private PackagedServer server;

    @BeforeAll
    void startServerWithAUser(@TempDir Path temporary) {
        directory = temporary;
        // The data directory of the README, relative to where the snippets run.
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
    void firstReadmeSnippetCreatesAndListsUsers() throws Exception {
        String output = readme().file().compile(directory).run(directory);

        assertThat(output).contains("\"email\":\"ada@example.com\"", "\"email\":\"grace@example.com\"");
    }

    @Test
    void otherReadmeSnippetsCompile() throws Exception {
        for (String block : readme().blocks("java")) {
            if (!JavaSnippet.isFile(block)) {
                JavaSnippet.statements(block).compile(directory);
            }
        }
    }

    @Test
    void snippetPrintedByTheServerListsUsers() throws Exception {
        String printed = server.announced("From Java:");

        assertThat(JavaSnippet.statements(printed).compile(directory).run(directory))
                .contains("\"email\":\"grace@example.com\"");
    }

    static List<String> guidesThatNeedTheServer() throws IOException {
        List<String> shown = new ArrayList<>();
        for (String guide : guides()) {
            boolean elsewhere = guide.equals(BULK_IMPORT) || guide.equals(TESTING);
            if (!elsewhere && !MarkdownPage.at(guide).blocks("java").isEmpty()) {
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
    @MethodSource("guidesThatNeedTheServer")
    void guidePrintsTheShownOutput(String guide) throws Exception {
        assertPrints(MarkdownPage.at(guide), environment());
    }

    /** The server serves no jobs. */
    @Test
    void bulkImportGuidePrintsTheShownOutput() throws Exception {
        try (JobsStub jobs = new JobsStub()) {
            assertPrints(MarkdownPage.at(BULK_IMPORT), jobs.environment());
        }
    }

    private void assertPrints(MarkdownPage page, Map<String, String> environment) throws Exception {
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
    void everyCallInAGuideCompiles() throws Exception {
        List<String> calls = new ArrayList<>();
        for (String guide : guides()) {
            calls.addAll(MarkdownPage.at(guide).calls());
        }

        JavaSnippet.blocks(List.of("String id = \"\", email = \"\";\n" + String.join(";\n", calls) + ";\n"))
                .compile(directory);
    }

    /** The environment variables that name the tenant. */
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

    private static MarkdownPage readme() throws IOException {
        return MarkdownPage.at("README.md");
    }
}
