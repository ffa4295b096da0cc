package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.client.jobs.JobException;
import dev.gatehouse.client.model.Action;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ActionBuildTest extends ClientTest {
    private static ScriptedResponse action(String status) {
        return ScriptedResponse.ok("{\"id\":\"act_1\",\"status\":\"" + status + "\"}");
    }

    @Test
    void waitsUntilAnActionIsBuilt() {
        server.answers(action("pending"), action("building"), action("built"));

        Action built = client().bulk().awaitBuilt("act_1", Duration.ofMinutes(1));

        assertThat(built.status()).isEqualTo("built");
        assertThat(time.waits()).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void saysThatTheBuildFailed() {
        server.answers(action("pending"), action("failed"));
        ManagementClient client = client();

        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> client.bulk().awaitBuilt("act_1", Duration.ofMinutes(1)))
                .withMessage("act_1 could not be built: its status is failed");
    }

    @Test
    void endsInTime() {
        server.otherwise(request -> action("building"));
        ManagementClient client = client();

        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> client.bulk().awaitBuilt("act_1", Duration.ofSeconds(5)))
                .withMessage("act_1 was not built within PT5S: its status is building");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(5));
    }
}
