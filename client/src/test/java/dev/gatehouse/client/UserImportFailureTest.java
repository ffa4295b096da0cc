package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.client.error.ForbiddenException;
import dev.gatehouse.client.error.TransportException;
import dev.gatehouse.client.jobs.ImportCounts;
import dev.gatehouse.client.jobs.ImportException;
import dev.gatehouse.client.jobs.ImportResult;
import dev.gatehouse.client.jobs.UnsettledFile;
import dev.gatehouse.client.jobs.UsersImport;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imports of which something goes wrong: no user may be lost from the account. */
class UserImportFailureTest extends ClientTest {
    private static final ScriptedResponse BEGUN =
            ScriptedResponse.json(202, "{\"id\":\"job_1\",\"status\":\"pending\"}");
    private static final ScriptedResponse BROKEN = ScriptedResponse.json(503, "{\"message\":\"Later\"}");
    private static final ScriptedResponse REFUSED = ScriptedResponse.json(
            403,
            "{\"message\":\"Insufficient scope, expected any of: create:users\",\"errorCode\":\"insufficient_scope\"}");
    private static final List<?> THREE = List.of(Map.of("email", "a"), Map.of("email", "b"), Map.of("email", "c"));

    private UsersImport users() {
        return client(options().token("static").maxRetries(0)).bulk().imports("con_0123456789abcdef");
    }

    /** Each fills a file. */
    private static Stream<Map<String, String>> large(int count) {
        return IntStream.range(0, count).mapToObj(i -> Map.of("email", "user" + i, "picture", "x".repeat(400_000)));
    }

    /** Three users, and what is known of them when the job has ended in some other way. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{'status':'failed','status_details':'Failed to parse users file JSON'} | {'status':'failed'} | 0 | 0 | 3"
                        + " | The job ended as failed: Failed to parse users file JSON",
                "{'status':'expired'} | - | 0 | 0 | 3 | The job ended as expired",
                "{'status':'completed'} | - | 0 | 0 | 3 | The job ended as completed",
                "{'status':'failed','summary':{'inserted':1,'failed':1}} | [{'user':{'email':'b'}}] | 1 | 1 | 1"
                        + " | The job ended as failed",
                "{'status':'failed'} | [{'user':{'email':'b'}}] | 0 | 1 | 2 | The job ended as failed",
                "{'status':'completed','summary':'none'} | - | 0 | 0 | 3 | The job ended as completed",
            })
    void accountsForWhatAJobDoesNotTellOf(
            String ended, @Nullable String errors, long inserted, long failed, long unsettled, String reason) {
        server.answers(
                BEGUN,
                ScriptedResponse.ok(ended.replace('\'', '"')),
                errors == null ? ScriptedResponse.empty(204) : ScriptedResponse.ok(errors.replace('\'', '"')));

        ImportResult result = users().importAll(THREE);

        assertThat(result.counts()).isEqualTo(new ImportCounts(3, 3, inserted, 0, failed, unsettled, 1));
        assertThat(result.unsettled()).containsExactly(new UnsettledFile(0, 2, (int) unsettled, "job_1", reason));
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    void goesOnAfterAJobThatDoesNotEnd() {
        server.otherwise(request -> request.method().equals("POST")
                ? BEGUN
                : ScriptedResponse.ok("{\"status\":\"processing\",\"percentage_done\":50}"));

        ImportResult result = users().jobTimeout(Duration.ofSeconds(5)).importAll(large(2));

        assertThat(result.counts()).isEqualTo(new ImportCounts(2, 2, 0, 0, 0, 2, 2));
        String reason = "job_1 did not end within PT5S: its status is processing, 50% done";
        assertThat(result.unsettled())
                .containsExactlyInAnyOrder(
                        new UnsettledFile(0, 0, 1, "job_1", reason), new UnsettledFile(1, 1, 1, "job_1", reason));
    }

    @Test
    void sendsNoFileTwiceThatMayHaveBeenTaken() {
        ImportTenant tenant = new ImportTenant();
        server.answers(BROKEN).otherwise(tenant);

        ImportResult result = users().importAll(large(3));

        assertThat(result.counts()).isEqualTo(new ImportCounts(3, 2, 2, 0, 0, 1, 2));
        assertThat(result.unsettled())
                .singleElement()
                .satisfies(file -> assertThat(file.jobId()).isNull())
                .satisfies(file ->
                        assertThat(file.reason()).isEqualTo("POST /api/v2/jobs/users-imports returned 503: Later"));
        assertThat(tenant.forms()).hasSize(2);
    }

    @Test
    void stopsWhenOneFileAfterTheOtherIsLost() {
        server.otherwise(request -> BROKEN);

        assertThatExceptionOfType(ImportException.class)
                .isThrownBy(() -> users().importAll(large(20)))
                .withMessageContaining("POST /api/v2/jobs/users-imports returned 503: Later")
                .satisfies(e -> {
                    ImportCounts counts = Objects.requireNonNull(e.result()).counts();
                    assertThat(counts.read()).isBetween(3L, 4L).isEqualTo(counts.unsettled());
                });
    }

    @Test
    void stopsWhenTheApiRefusesAnyFile() {
        server.otherwise(request -> REFUSED);

        assertThatExceptionOfType(ImportException.class)
                .isThrownBy(() -> users().importAll(THREE))
                .withMessage("The import stopped after 3 users (0 inserted, 0 updated, 0 failed, 3 unsettled):"
                        + " POST /api/v2/jobs/users-imports returned 403 insufficient_scope: Insufficient scope,"
                        + " expected any of: create:users")
                .withCauseExactlyInstanceOf(ForbiddenException.class);
    }

    @Test
    void stopsWhenTheClientIsClosed() {
        ManagementClient client = client();
        client.close();

        assertThatExceptionOfType(ImportException.class)
                .isThrownBy(() -> client.bulk().imports("con_0123456789abcdef").importAll(large(9)))
                .withMessageContaining("the client is closed")
                .withCauseExactlyInstanceOf(TransportException.class);
    }

    @Test
    void goesOnAfterAFileThatIsTooLargeForTheServer() {
        server.answers(ScriptedResponse.json(413, "{\"message\":\"Too large\"}"))
                .otherwise(new ImportTenant());

        ImportResult result = users().importAll(large(5));

        assertThat(result.counts()).isEqualTo(new ImportCounts(5, 4, 4, 0, 0, 1, 4));
    }

    @Test
    void knowsNotWhoFailedWhenTheErrorsCannotBeRead() {
        server.answers(
                BEGUN,
                ScriptedResponse.ok("{\"status\":\"completed\",\"summary\":{\"inserted\":2,\"failed\":1}}"),
                BROKEN);

        ImportResult result = users().importAll(THREE);

        assertThat(result.counts()).isEqualTo(new ImportCounts(3, 3, 2, 0, 0, 1, 1));
        assertThat(result.unsettled())
                .containsExactly(
                        new UnsettledFile(0, 2, 1, "job_1", "GET /api/v2/jobs/job_1/errors returned 503: Later"));
    }

    @Test
    void importsWhatWasReadBeforeTheSourceBroke() {
        server.otherwise(new ImportTenant());
        Iterator<?> breaking = Stream.concat(THREE.stream(), Stream.of(1))
                .map(user -> {
                    if (user instanceof Integer) {
                        throw new IllegalStateException("the database is gone");
                    }
                    return user;
                })
                .iterator();

        assertThatExceptionOfType(ImportException.class)
                .isThrownBy(() -> users().importAll(breaking))
                .withMessage("The import stopped after 3 users (3 inserted, 0 updated, 0 failed, 0 unsettled):"
                        + " the database is gone")
                .withCauseExactlyInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "x | 0 | at their beginning, there is no user where one is to begin",
                "[1] | 0 | at their beginning, there is no user where one is to begin",
                "[ | 0 | at their beginning, they end before the array does",
                "[{'email':'a'} | 1 | at user 0, counted from 0, they end before the array does",
                "[{'email':'a'},] | 1 | at user 0, counted from 0, there is no user behind the comma",
                "[{'email':'a'}{'email':'b'}] | 1 | at user 0, counted from 0, no comma follows it",
                "[{'email':'a'},{'email':'b | 1 | at user 1, counted from 0, they end in the midst of it",
                "[{'email':'a'}] {} | 1 | at user 0, counted from 0, something follows the array",
                "{'email':'a'},{'email':'b'} | 1 | at user 0, counted from 0, there is no user where one is to begin",
            })
    void importsWhatStandsBeforeWhatIsNotJson(String json, int before, String why) {
        server.otherwise(new ImportTenant());
        byte[] written = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

        assertThatExceptionOfType(ImportException.class)
                .isThrownBy(() -> users().importAll(new ByteArrayInputStream(written)))
                .withMessage(
                        "The import stopped after " + before + " users (" + before + " inserted, 0 updated, 0 failed,"
                                + " 0 unsettled): The users are not written in JSON: " + why);
    }

    @Test
    void throwsWhatACallbackThrows() {
        server.otherwise(new ImportTenant());

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> users().onProgress(counts -> {
                            throw new IllegalStateException("enough");
                        })
                        .importAll(THREE))
                .withMessage("enough");
    }

    @Test
    void stopsWhenItsThreadIsInterrupted() {
        server.otherwise(new ImportTenant());

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> users().onProgress(
                                counts -> Thread.currentThread().interrupt())
                        .importAll(THREE))
                .withMessage("The call was cancelled: its thread was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void stopsWhenItIsCancelled() throws InterruptedException {
        ManualTimer timer = new ManualTimer();
        server.answers(BEGUN);
        CompletableFuture<ImportResult> result = client(
                        options().token("static").time(time, timer))
                .bulk()
                .imports("con_0123456789abcdef")
                .importAllAsync(THREE.iterator());
        timer.awaitWaits(1);

        result.cancel(true);

        assertThatExceptionOfType(CancellationException.class).isThrownBy(result::join);
        timer.awaitCancelled();
    }
}
