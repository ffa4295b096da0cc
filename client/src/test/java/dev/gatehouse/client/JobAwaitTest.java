package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.client.error.ApiException;
import dev.gatehouse.client.error.NotFoundException;
import dev.gatehouse.client.error.TransportException;
import dev.gatehouse.client.jobs.JobException;
import dev.gatehouse.client.model.Job;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobAwaitTest extends ClientTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final ScriptedResponse PENDING = job("pending");
    private static final ScriptedResponse BROKEN = ScriptedResponse.json(503, "{\"message\":\"Later\"}");

    private static ScriptedResponse job(String status) {
        return ScriptedResponse.ok("{\"id\":\"job_1\",\"type\":\"users_import\",\"status\":\"" + status + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"completed", "failed", "expired"})
    void waitsUntilTheJobHasEnded(String status) {
        server.answers(PENDING, job("processing"), job(status));

        Job job = client().bulk().await("job_1", MINUTE);

        assertThat(job.status()).isEqualTo(status);
        assertThat(server.calls()).extracting(ReceivedRequest::line).containsOnly("GET /api/v2/jobs/job_1");
        assertThat(time.waits()).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void showsTheJobEachTime() {
        server.answers(PENDING, PENDING, job("completed"), job("completed"));
        List<String> seen = new CopyOnWriteArrayList<>();

        client().bulk().await("job_1", MINUTE, job -> seen.add(String.valueOf(job.status())));
        client().bulk().awaitAsync("job_1", MINUTE, job -> seen.add("again")).join();

        assertThat(seen).containsExactly("pending", "pending", "completed", "again");
    }

    @Test
    void looksLessAndLessOftenAndOnceMoreInTheEnd() {
        IntStream.range(0, 10).forEach(i -> server.answers(PENDING));
        server.answers(ScriptedResponse.ok("{\"status\":\"processing\",\"percentage_done\":40}"));
        ManagementClient client = client();

        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> client.bulk().await("job_1", MINUTE))
                .withMessage("job_1 did not end within PT1M: its status is processing, 40% done")
                .satisfies(e -> assertThat(e.jobId()).isEqualTo("job_1"))
                .satisfies(e -> assertThat(e.status()).isEqualTo("processing"));
        assertThat(time.waits())
                .extracting(Duration::toMillis)
                .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 10_000L, 10_000L, 10_000L, 10_000L, 4500L);
    }

    @Test
    void waitsOnWhileTheApiCannotBeReached() {
        server.answers(BROKEN, PENDING, ScriptedResponse.dropped(), BROKEN, job("completed"));

        Job job = client(options().token("static").maxRetries(0)).bulk().await("job_1", MINUTE);

        assertThat(job.status()).isEqualTo("completed");
        assertThat(server.calls()).hasSize(5);
    }

    @Test
    void givesUpWhenTheApiStaysAway() {
        IntStream.range(0, 6).forEach(i -> server.answers(BROKEN));
        ManagementClient client = client(options().token("static").maxRetries(0));

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> client.bulk().await("job_1", MINUTE))
                .withMessage("GET /api/v2/jobs/job_1 returned 503: Later");
        assertThat(server.calls()).hasSize(6);
    }

    @Test
    void endsAtOnceWhereThereIsNoSuchJob() {
        server.answers(ScriptedResponse.json(404, "{\"message\":\"None\",\"errorCode\":\"not_found\"}"));
        ManagementClient client = client();

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> client.bulk().await("job_1", MINUTE))
                .withMessage("GET /api/v2/jobs/job_1 returned 404 not_found: None");
    }

    @Test
    void endsAtOnceWhenTheClientIsClosed() {
        ManagementClient client = client();
        client.close();

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> client.bulk().await("job_1", MINUTE))
                .withMessage("GET " + server.uri()
                        + "/api/v2/jobs/job_1 failed: IllegalStateException: the client is closed");
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void cancellingEndsTheWait() throws InterruptedException {
        server.answers(PENDING);
        ManualTimer timer = new ManualTimer();
        CompletableFuture<Job> job =
                client(options().token("static").time(time, timer)).bulk().awaitAsync("job_1", MINUTE);
        timer.awaitWaits(1);

        job.cancel(true);

        timer.awaitCancelled();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(job::join);
    }

    @Test
    void refusesATimeThatIsNone() {
        ManagementClient client = client();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.bulk().await("job_1", Duration.ZERO))
                .withMessage("The time for a job must be greater than 0, and is PT0S");
    }
}
