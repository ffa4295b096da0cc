package dev.gatehouse.it.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.model.UserCreate;
import dev.gatehouse.it.node.Node.Version;
import dev.gatehouse.it.server.PackagedServerTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients for Node manage a tenant, and sign people in. */
class NodeClientsIT extends PackagedServerTest {
    @ParameterizedTest
    @CsvSource({"auth0-3, 18, 0", "auth0-newest, 20, 19", "openapi, 20, 0", "openid-client, 20, 0"})
    void manageATenant(String name, int major, int minor) throws IOException {
        Node.require(new Version(major, minor), name);
        new NodePackage(name).test(installation());
    }

    @Test
    void runsTheCommandThatTheServerPrints() throws IOException {
        Node.require(new Version(20, 19), "auth0-newest");
        try (var client = ManagementClient.fromCredentials(installation().credentials())) {
            client.users()
                    .create(new UserCreate()
                            .connection("Username-Password-Authentication")
                            .email("printed@snippet.example")
                            .password("Tulip-1815-Harbour"));
        }

        assertThat(new NodePackage("auth0-newest").paste(server().announced("From Node (npm install auth0):")))
                .contains("email: 'printed@snippet.example'");
    }
}
