package dev.gatehouse.client;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A scripted server, and clients of it that live as long as the test. */
abstract class ClientTest {
    final ScriptedServer server = new ScriptedServer();
    final TestTime time = new TestTime();
    private final List<ManagementClient> clients = new ArrayList<>();

    /** A client with the token "static", in test time. */
    final ManagementClient client() {
        return client(options().token("static"));
    }

    final ManagementClient client(ManagementClientBuilder options) {
        ManagementClient client = options.build();
        clients.add(client);
        return client;
    }

    final ManagementClientBuilder options() {
        return ManagementClient.builder()
                .domain("tenant.example")
                .baseUrl(server.uri())
                .time(time, time);
    }

    /** With a secret. */
    final ManagementClientBuilder credentials() {
        return options().clientId("my-client").clientSecret("s3cr3t-of-mine");
    }

    @AfterEach
    final void close() {
        clients.forEach(ManagementClient::close);
        server.close();
    }
}
