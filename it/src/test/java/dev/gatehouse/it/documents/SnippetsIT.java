package dev.gatehouse.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.model.UserCreate;
import dev.gatehouse.it.server.Installation;
import dev.gatehouse.it.server.PackagedServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The first call from Java, as the README shows it and as the server prints it, does what it says when it is pasted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnippetsIT {
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
        String output = JavaSnippet.file(readme().get(0)).compile(directory).run(directory);

        assertThat(output).contains("\"email\":\"ada@example.com\"", "\"email\":\"grace@example.com\"");
    }

    @Test
    void theOthersOfTheReadmeCompile() throws Exception {
        for (String statements : readme().subList(1, readme().size())) {
            JavaSnippet.statements(statements).compile(directory);
        }
    }

    @Test
    void theOneThatTheServerPrintsListsUsers() throws Exception {
        String printed = server.announced("From Java:");

        assertThat(JavaSnippet.statements(printed).compile(directory).run(directory))
                .contains("\"email\":\"grace@example.com\"");
    }

    private static List<String> readme() throws Exception {
        return Page.at("README.md").blocks("java");
    }
}
