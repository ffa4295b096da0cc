package dev.gatehouse.it.adversary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.it.server.Installation;
import dev.gatehouse.it.server.PackagedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A data directory on a disk of 24 MB, which becomes full and has room again. The disk is a {@code tmpfs} in a mount namespace of
 * the server's own, which any user may make where the system has user namespaces.
 */
class DiskFullIT {
    private static final String SIZE = "24m";
    private static final int LARGE_CHARACTERS = 120_000;
    private static final int MAX_USERS = 400;

    @Test
    void writesAreRefusedWhileItIsFullAndGoOnAfterwards(@TempDir Path directory) throws Exception {
        assumeTrue(canMount(directory), "this system has no user namespaces");
        Installation installation = Installation.on(directory.resolve("data"), Map.of())
                .withJvmOptions("-Xmx384m")
                .launchedBy(mounting(directory));
        try (PackagedServer server = installation.start(getClass().getSimpleName())) {
            // The files are seen by the server alone, and through its process.
            Path data = Path.of("/proc/" + server.pid() + "/root" + installation.data());
            Target target = new Target(server, data.resolve("credentials.json"));
            target.post("/api/v2/connections", "{\"name\":\"email\",\"strategy\":\"email\"}");
            List<String> acknowledged = new ArrayList<>();

            fill(data.resolve("ballast"));
            requireRefusals(target, acknowledged);
            requireReads(target, acknowledged);
            Files.delete(data.resolve("ballast"));

            target.requireWell();
            assertThat(target.post("/api/v2/roles", "{\"name\":\"afterwards\"}").statusCode())
                    .isEqualTo(200);
            requireReads(target, acknowledged);
            assertThat(server.log()).doesNotContain("OutOfMemoryError");
        }
    }

    private static List<String> mounting(Path directory) {
        return List.of(
                "unshare",
                "--user",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=" + SIZE + ",mode=700 tmpfs \"$0\" && exec \"$@\"",
                directory.toString());
    }

    private static boolean canMount(Path directory) throws InterruptedException {
        List<String> command = new ArrayList<>(mounting(directory));
        command.add("true");
        try {
            Process process = new ProcessBuilder(command).start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    /** Writes a file until there is no room for more. */
    private static void fill(Path file) throws IOException {
        byte[] block = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(Files.size(file)).isPositive();
        }
    }

    /** Creates users until nothing fits, which the server says; then it is not ready any more. */
    private static void requireRefusals(Target target, List<String> acknowledged) throws Exception {
        int refused = 0;
        for (int i = 0; i < MAX_USERS && refused < 5; i++) {
            HttpResponse<String> response = target.post(Target.USERS, largeUser());
            assertThat(response.statusCode()).as(Target.summary(response)).isIn(201, 503);
            if (response.statusCode() == 201) {
                acknowledged.add(
                        Target.JSON.readTree(response.body()).path("user_id").asText());
            } else {
                Target.requireRetryAfter(response);
                refused++;
            }
        }
        assertThat(refused).as("refusals once the disk was full").isEqualTo(5);
    }

    private static String largeUser() {
        String user = Target.newUser();
        return user.substring(0, user.length() - 1) + ",\"user_metadata\":{\"large\":\"" + "a".repeat(LARGE_CHARACTERS)
                + "\"}}";
    }

    private static void requireReads(Target target, List<String> users) throws Exception {
        for (String user : users) {
            HttpResponse<String> read = target.get(Target.USERS + "/" + user.replace("|", "%7C"));
            assertThat(read.statusCode()).as(Target.summary(read)).isEqualTo(200);
        }
        assertThat(target.get(Target.USERS + "?per_page=1").statusCode()).isEqualTo(200);
        assertThat(target.send(target.to("/.well-known/jwks.json").build()).statusCode())
                .isEqualTo(200);
    }
}
