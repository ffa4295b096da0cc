package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.OnEveryDatabase;
import dev.gatehouse.server.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole servers that start, stop, start again and share a database. */
@OnEveryDatabase
class StartTest {
    private static final String CONNECTION = "Username-Password-Authentication";

    private final Backend backend;
    private final Backend.Place place;

    @TempDir
    private Path directories;

    StartTest(Backend backend) {
        this.backend = backend;
        place = backend.newPlace();
    }

    @Test
    void keepsEverythingOverARestart() throws IOException {
        String user;
        String role;
        byte[] credentials;
        try (TestTenant tenant = start("a")) {
            user = create(tenant, "ann@x.example").expect(201).text("/user_id");
            role = tenant.caller()
                    .post("/roles", "{'name':'reader'}")
                    .expect(200)
                    .text("/id");
            tenant.caller()
                    .post("/users/" + encoded(user) + "/roles", "{'roles':['" + role + "']}")
                    .expect(204);
            credentials = Files.readAllBytes(tenant.directory().resolve("credentials.json"));
        }

        try (TestTenant tenant = start("a")) {
            assertThat(Files.readAllBytes(tenant.directory().resolve("credentials.json")))
                    .isEqualTo(credentials);
            assertThat(tenant.caller()
                            .get("/users?q=email:ann*&include_totals=true")
                            .expect(200)
                            .text("/users/0/user_id"))
                    .isEqualTo(user);
            assertThat(tenant.caller()
                            .get("/roles/" + role + "/users")
                            .expect(200)
                            .text("/0/email"))
                    .isEqualTo("ann@x.example");
            create(tenant, "ANN@x.example").expect(409);
            tenant.caller().delete("/users/" + encoded(user)).expect(204);
            create(tenant, "ann@x.example").expect(201);
        }
    }

    @Test
    void showsWhatOneServerWroteOnTheOthers() throws Exception {
        assumeTrue(backend.mostServers() > 1);
        try (TestTenant one = start("a");
                TestTenant other = startBeside("b", "a")) {
            String role =
                    one.caller().post("/roles", "{'name':'r'}").expect(200).text("/id");
            ExecutorService callers = Executors.newFixedThreadPool(8);
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                TestTenant server = i % 2 == 0 ? one : other;
                String email = "u" + i / 4 + "@x.example";
                calls.add(() -> create(server, email).status());
            }
            Collections.shuffle(calls, new java.util.Random(1));
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> call : callers.invokeAll(calls)) {
                statuses.add(call.get());
            }
            callers.shutdown();

            assertThat(statuses).containsOnly(201, 409);
            assertThat(statuses.stream().filter(status -> status == 201)).hasSize(6);
            assertThat(other.caller().get("/roles/" + role).expect(200).text("/name"))
                    .isEqualTo("r");
            assertThat(other.caller()
                            .get("/users?include_totals=true")
                            .expect(200)
                            .text("/total"))
                    .isEqualTo("6");
        }
    }

    @Test
    void refusesADatabaseWhoseKeyIsMissingAndMakesNoOther() throws IOException {
        start("a").close();
        Path key = directories.resolve("a").resolve("encryption.key");
        byte[] content = Files.readAllBytes(key);
        Files.delete(key);

        assertThatThrownBy(() -> start("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The encryption key " + key + " is missing");
        assertThat(key).doesNotExist();

        Files.write(key, content);
        start("a").close();
    }

    @Test
    void refusesToShareADatabaseWithAnotherKey() throws IOException {
        assumeTrue(backend.mostServers() > 1);
        start("a").close();
        Files.createDirectories(directories.resolve("b"));
        Files.writeString(directories.resolve("b/gatehouse.lock"), "");
        Files.writeString(
                directories.resolve("b/encryption.key"), Base64.getEncoder().encodeToString(new byte[32]));

        assertThatThrownBy(() -> start("b"))
                .isInstanceOf(StoreException.class)
                .hasMessage("a secret in it cannot be read with this encryption key");
    }

    private TestTenant start(String name) {
        return new TestTenant(directories.resolve(name), place.settings());
    }

    /** Starts a server with the encryption key of another, as those that share a database have it. */
    private TestTenant startBeside(String name, String other) throws IOException {
        Path key = Path.of("encryption.key");
        Path own = Files.createDirectories(directories.resolve(name));
        Files.createFile(own.resolve("gatehouse.lock"));
        Files.copy(directories.resolve(other).resolve(key), own.resolve(key));
        return start(name);
    }

    private static ApiResponse create(TestTenant tenant, String email) {
        return tenant.caller()
                .post(
                        "/users",
                        "{'connection':'" + CONNECTION + "','email':'" + email + "','password':'Correct-horse-1'}");
    }

    private static String encoded(String userId) {
        return userId.replace("|", "%7C");
    }
}
