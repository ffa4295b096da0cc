package dev.gatehouse.it.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.it.server.Installation;
import dev.gatehouse.it.server.PackagedServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * One server with a heap of 384 MB, attacked in many ways, one after the other. {@code gatehouse.adversary.users} says how many
 * users it has then.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdversaryIT {
    private static final int USERS = Integer.getInteger("gatehouse.adversary.users", 2_000);
    private static final int AT_ONCE = 32;

    private PackagedServer server;

    /** Options of the command beside the data directory and the ports. */
    Map<String, String> options() {
        return Map.of();
    }

    /** Those that are tried here. */
    List<Attack> attacks() {
        return List.of(
                new Smuggling(),
                new Traversal(),
                new Forgery(),
                new ForwardedHeaders(),
                new LongInput(),
                new WrongSecrets(),
                new HostileQueries(),
                new WildcardSearches(),
                new EqualHashKeys(),
                new CostlyBodies(),
                new PasswordCreates(),
                new GoneClients(),
                new Http2Resets(),
                new SlowHeaders(),
                new Revocations());
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        server = Installation.on(directory.resolve("data"), options())
                .withJvmOptions("-Xmx384m")
                .withManagementPort()
                .start(getClass().getSimpleName());
        Target target = new Target(server);
        target.post("/api/v2/connections", "{\"name\":\"email\",\"strategy\":\"email\"}");
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            sent.add(target.sendLater(target.request("POST", Target.USERS, Target.newUser())));
            if (sent.size() % AT_ONCE == 0) {
                sent.get(sent.size() - AT_ONCE).join();
            }
        }
        Responses.of(sent).expect(201);
    }

    @AfterAll
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> stands() {
        return attacks().stream()
                .map(attack -> DynamicTest.dynamicTest(attack.name(), () -> {
                    attack.on(new Target(server)); // with connections of its own
                    new Target(server).requireWell();
                    assertThat(server.log())
                            .doesNotContain("OutOfMemoryError", "An internal server error", " failed\n");
                }));
    }
}
