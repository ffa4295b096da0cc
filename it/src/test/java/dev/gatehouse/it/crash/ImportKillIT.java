package dev.gatehouse.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.ManagementClient;
import dev.gatehouse.client.model.ConnectionQuery;
import dev.gatehouse.client.model.Job;
import dev.gatehouse.client.model.UsersImportCreate;
import dev.gatehouse.it.server.Installation;
import dev.gatehouse.it.server.PackagedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed in the middle of an import, and goes on with it: in the end every user is there once. {@code
 * gatehouse.kill.rounds} says how often, and {@code gatehouse.import.users} how many users there are.
 */
class ImportKillIT {
    private static final int ROUNDS = Integer.getInteger("gatehouse.kill.rounds", 2);
    private static final int USERS = Integer.getInteger("gatehouse.import.users", 6_000);

    @Test
    void everyUserIsThereOnce(@TempDir Path directory) throws Exception {
        Installation installation = Installation.on(directory.resolve("data"), Map.of());
        String name = getClass().getSimpleName();
        PackagedServer server = installation.start(name);
        try (ManagementClient client = ManagementClient.fromCredentials(installation.credentials())) {
            String connection = client.connections()
                    .getAll(new ConnectionQuery().name("Username-Password-Authentication"))
                    .items()
                    .get(0)
                    .id();
            String id = String.valueOf(client.jobs()
                    .importUsersJob(
                            new UsersImportCreate().connectionId(connection).users(users()))
                    .id());
            for (int round = 1; round <= ROUNDS; round++) {
                awaitShare(client, id, 100 * round / (ROUNDS + 1));
                server.kill();
                server = installation.start(name);
            }
            Job job = client.bulk().await(id, Duration.ofMinutes(2));

            assertThat(job.json().path("summary"))
                    .hasToString("{\"failed\":0,\"updated\":0,\"inserted\":%d,\"total\":%d}".formatted(USERS, USERS));
            Path file = directory.resolve("users.json");
            client.bulk().exports().field("email").exportTo(file);
            List<String> lines = Files.readAllLines(file);
            assertThat(lines).hasSize(USERS).doesNotHaveDuplicates();
        } finally {
            server.close();
        }
    }

    private static void awaitShare(ManagementClient client, String id, int percentage) throws InterruptedException {
        while (client.jobs().get(id).json().path("percentage_done").asInt() < percentage
                && !"completed".equals(client.jobs().get(id).status())) {
            Thread.sleep(20);
        }
    }

    private static String users() {
        return IntStream.range(0, USERS)
                .mapToObj(i -> "{\"email\":\"user" + i + "@example.com\",\"user_metadata\":{\"number\":" + i + "}}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
