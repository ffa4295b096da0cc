package dev.gatehouse.it.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.it.server.Installation;
import dev.gatehouse.it.server.PackagedServer;
import dev.gatehouse.it.server.Postgres;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is frozen, and is gone, while many clients wait: all of them hear of it, and the server goes on by itself. */
class PostgresAwayIT {
    private static final int WAITING = 150;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @Test
    void whoWaitsIsToldAndItIsBackByItself(@TempDir Path directory) throws Exception {
        try (Postgres postgres = new Postgres();
                PackagedServer server = Installation.on(directory.resolve("data"), postgres.options())
                        .withJvmOptions("-Xmx384m")
                        .withManagementPort()
                        .start(getClass().getSimpleName())) {
            Target target = new Target(server);
            target.post("/api/v2/connections", "{\"name\":\"email\",\"strategy\":\"email\"}");
            target.requireWell();

            postgres.freeze();
            try {
                requireRefusals(target);
            } finally {
                postgres.thaw();
            }
            requireBack(target);

            postgres.stop();
            requireRefusals(target);
            postgres.startAgain();
            requireBack(target);
            assertThat(server.log()).doesNotContain("An internal server error");
        }
    }

    /** The keys are known, the process lives, and all else is told to come again. */
    private static void requireRefusals(Target target) throws Exception {
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            sent.add(target.sendLater(
                    i % 2 == 0
                            ? target.request("GET", Target.USERS, "")
                            : target.request("POST", Target.USERS, Target.newUser())));
        }
        HttpResponse<String> keys =
                target.send(target.to("/.well-known/jwks.json").build());
        assertThat(keys.statusCode()).as(Target.summary(keys)).isEqualTo(200);
        Responses.of(sent).expect(503);
        assertThat(Metrics.health(target, "live")).isEqualTo(200);
        awaitUnready(target);
        HttpResponse<String> health = target.health();
        assertThat(health.statusCode()).as(Target.summary(health)).isEqualTo(503);
        Target.requireRetryAfter(health);
        HttpResponse<String> token = target.requestToken();
        assertThat(token.statusCode()).as(Target.summary(token)).isEqualTo(503);
        Target.requireRetryAfter(token);
    }

    /** What was found in the last second still counts. */
    private static void awaitUnready(Target target) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        int status;
        do {
            status = Metrics.health(target, "ready");
        } while (status == 200 && System.nanoTime() < end);
        assertThat(status).isEqualTo(503);
    }

    private static void requireBack(Target target) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (target.health().statusCode() != 200 && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        target.requireWell();
    }
}
