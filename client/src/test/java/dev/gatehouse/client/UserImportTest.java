package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.client.jobs.ImportCounts;
import dev.gatehouse.client.jobs.ImportError;
import dev.gatehouse.client.jobs.ImportError.Problem;
import dev.gatehouse.client.jobs.ImportResult;
import dev.gatehouse.client.jobs.UsersImport;
import dev.gatehouse.client.json.JsonObject;
import dev.gatehouse.client.model.UserCreate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports into a tenant that behaves. What does not is in {@link UserImportFailureTest}. */
class UserImportTest extends ClientTest {
    private static final String FILLING = "x".repeat(950);
    private final ImportTenant tenant = new ImportTenant();

    private UsersImport users() {
        server.otherwise(tenant);
        return client().bulk().imports("con_0123456789abcdef");
    }

    /** About a kilobyte each. */
    private static Map<String, String> user(String email) {
        return Map.of("email", email, "picture", FILLING);
    }

    private static Stream<Map<String, String>> users(int count) {
        return IntStream.range(0, count).mapToObj(i -> user("user" + i + "@example.com"));
    }

    private static ByteArrayInputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void cutsUsersIntoFilesOfWhichTwoAreImportedAtOnce() {
        ImportResult result = users().importAll(users(2000));

        assertThat(result.counts()).isEqualTo(new ImportCounts(2000, 2000, 2000, 0, 0, 0, 4));
        assertThat(result.succeeded()).isTrue();
        assertThat(result.errors()).isEmpty();
        assertThat(result.unsettled()).isEmpty();
        assertThat(tenant.most()).isEqualTo(2);
        assertThat(tenant.files())
                .allSatisfy(file ->
                        assertThat(file.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(500_000));
        assertThat(imported())
                .containsExactlyInAnyOrderElementsOf(
                        users(2000).map(user -> user.get("email")).toList());
    }

    private List<String> imported() {
        List<String> emails = new ArrayList<>();
        for (int file = 0; file < tenant.forms().size(); file++) {
            tenant.users(file).forEach(user -> emails.add(user.path("email").asText()));
        }
        return emails;
    }

    @Test
    void sendsItsOptionsWithEachFile() {
        users().upsert(true)
                .externalId("move-7")
                .sendCompletionEmail(true)
                .importAll(List.of(new UserCreate().email("a@example.com"), new JsonObject().with("email", "b")));

        assertThat(tenant.forms())
                .containsExactly(Map.of(
                        "connection_id", "con_0123456789abcdef",
                        "upsert", "true",
                        "external_id", "move-7",
                        "send_completion_email", "true",
                        "users", "[{\"email\":\"a@example.com\"},{\"email\":\"b\"}]"));
    }

    @Test
    void mailsNobodyUnlessItIsTold() {
        users().importAll(List.of(Map.of("email", "a")));

        assertThat(tenant.forms())
                .containsExactly(Map.of(
                        "connection_id", "con_0123456789abcdef",
                        "send_completion_email", "false",
                        "users", "[{\"email\":\"a\"}]"));
    }

    @Test
    void importsNobody() {
        assertThat(users().importAll(List.of()).counts()).isEqualTo(new ImportCounts(0, 0, 0, 0, 0, 0, 0));
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void countsWhoIsNewWhoWasThereAndWhoIsRefused() {
        ImportResult result =
                users().importAll(List.of(user("a"), user("old1"), user("bad1"), user("old2"), user("b"), user("c")));

        assertThat(result.counts()).isEqualTo(new ImportCounts(6, 6, 3, 2, 1, 0, 1));
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    void tellsWhereThoseStandWhoAreRefused() {
        List<Map<String, String>> users = new ArrayList<>(users(1200).toList());
        users.set(3, Map.of("email", "bad@example.com", "password_hash", "secret"));
        users.set(700, user("bad-too@example.com"));
        users.set(1199, user("bad@example.com"));
        List<ImportError> seen = new ArrayList<>();

        ImportResult result = users().onError(seen::add).importAll(users);

        assertThat(result.errors()).hasSize(3).containsExactlyInAnyOrderElementsOf(seen);
        assertThat(seen)
                .contains(new ImportError(
                        OptionalLong.of(3),
                        new JsonObject().with("email", "bad@example.com"),
                        List.of(new Problem("INVALID_FORMAT", "Not an address", "email"))))
                .extracting(ImportError::position)
                .containsExactlyInAnyOrder(OptionalLong.of(3), OptionalLong.of(700), OptionalLong.of(1199));
    }

    /** Of two with one address, the second is told from the first by what else there is. */
    @Test
    void tellsApartThoseWhoShareAnAddress() {
        server.answers(
                ScriptedResponse.json(202, "{\"id\":\"job_1\",\"status\":\"pending\"}"),
                ScriptedResponse.ok(
                        "{\"status\":\"completed\",\"summary\":{\"inserted\":1,\"updated\":0,\"failed\":3}}"),
                ScriptedResponse.ok("""
                        [{"user":{"email":"A@example.com","name":"Second"},"errors":[{"code":"DUPLICATED_USER","message":"m"}]},
                         {"user":{"email":"a@example.com"}},
                         {"user":{"email":"who@example.com"},"errors":[]}]"""));

        ImportResult result = client().bulk()
                .imports("con_0123456789abcdef")
                .importAll(List.of(
                        Map.of("email", "b@example.com"),
                        Map.of("email", "a@example.com", "name", "First"),
                        Map.of("email", "A@example.com", "name", "Second")));

        assertThat(result.errors())
                .extracting(ImportError::position)
                .containsExactly(OptionalLong.of(2), OptionalLong.of(1), OptionalLong.empty());
        assertThat(result.errors().get(0).problems()).containsExactly(new Problem("DUPLICATED_USER", "m", null));
    }

    @Test
    void showsHowFarItIs() {
        List<ImportCounts> seen = new ArrayList<>();

        ImportResult result = users().onProgress(seen::add).importAll(users(1300));

        // Three files, each of which is begun and ends.
        assertThat(seen).hasSize(6).last().isEqualTo(result.counts());
        assertThat(seen).extracting(ImportCounts::jobs).isSorted().endsWith(3);
        assertThat(seen).extracting(ImportCounts::sent).isSorted().endsWith(1300L);
        assertThat(seen).extracting(ImportCounts::inserted).isSorted().endsWith(1300L);
    }

    @Test
    void readsNoMoreThanItHasRoomFor() throws InterruptedException {
        ManualTimer timer = new ManualTimer();
        AtomicInteger read = new AtomicInteger();
        Iterator<?> endless = Stream.generate(() -> user("user" + read.incrementAndGet() + "@example.com"))
                .iterator();
        server.otherwise(tenant);
        CompletableFuture<ImportResult> result = client(
                        options().token("static").time(time, timer))
                .bulk()
                .imports("con_0123456789abcdef")
                .importAllAsync(endless);

        timer.awaitWaits(2);
        assertThat(tenant.forms()).hasSize(2);
        int sent = tenant.users(0).size() + tenant.users(1).size();
        assertThat(read).hasValueBetween(sent + 1, sent + 2);

        result.cancel(true);
        timer.awaitCancelled();
        assertThat(read).hasValueBetween(sent + 1, sent + 2);
    }

    @Test
    void waitsWhileOthersImport() {
        ScriptedResponse full = ScriptedResponse.json(
                400,
                "{\"message\":\"There are 2 active import users jobs, please wait until some of them are finished and"
                        + " try again\"}");
        server.answers(full, full, ScriptedResponse.json(429, "{\"message\":\"Too many\"}"));

        ImportResult result = client(options().token("static").maxRetries(0))
                .bulk()
                .imports("con_0123456789abcdef")
                .importAll(afterwards(List.of(user("a"))));

        assertThat(result.succeeded()).isTrue();
        assertThat(time.waits().subList(0, 3))
                .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    private <T> List<T> afterwards(List<T> users) {
        server.otherwise(tenant);
        return users;
    }

    @Test
    void readsAFileOfAnArrayOrOfLines(@TempDir Path directory) throws IOException {
        Path array =
                Files.writeString(directory.resolve("users.json"), "[{\"email\":\"a\"},\n {\"email\":\"bad\"} ]\n");
        Path lines = Files.writeString(directory.resolve("users.ndjson"), "{\"email\":\"c\"}\n{\"email\":\"d\"}\n");

        assertThat(users().importAll(array).counts()).isEqualTo(new ImportCounts(2, 2, 1, 0, 1, 0, 1));
        assertThat(users().importAll(lines).counts()).isEqualTo(new ImportCounts(2, 2, 2, 0, 0, 0, 1));
        assertThat(users().importAllAsync(lines).join().counts()).isEqualTo(new ImportCounts(2, 2, 2, 0, 0, 0, 1));
        assertThat(imported()).containsExactly("a", "bad", "c", "d", "c", "d");
    }

    @Test
    void refusesAFileThatIsNotThere(@TempDir Path directory) {
        Path nowhere = directory.resolve("none.json");
        UsersImport users = users();

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> users.importAll(nowhere));
        assertThat(users.importAllAsync(nowhere))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseExactlyInstanceOf(UncheckedIOException.class);
    }

    @Test
    void sendsWhatWasWrittenAsItIs() {
        String user = "{\"email\":\"\\u00e9 } ] \\\" é\",\"n\":[1.10,{\"a\":[]}]}";

        users().importAll(stream("\uFEFF [ " + user + " , " + user + " ] "));

        assertThat(tenant.forms().get(0)).containsEntry("users", "[" + user + "," + user + "]");
    }

    @Test
    void passesOverWhatCannotBeSent() {
        String large = "{\"email\":\"large\",\"picture\":\"" + "x".repeat(500_000) + "\"}";
        ImportResult result =
                users().importAll(stream("[{\"email\":\"a\"}," + large + ",{\"email\":tru},{\"email\":\"bad\"}]"));

        assertThat(result.counts()).isEqualTo(new ImportCounts(4, 2, 1, 0, 3, 0, 1));
        assertThat(result.errors())
                .extracting(ImportError::position, error -> error.problems().get(0))
                .containsExactly(
                        tuple(
                                OptionalLong.of(1),
                                new Problem("TOO_LARGE", "The user has more than 499997 bytes", null)),
                        tuple(OptionalLong.of(2), new Problem("INVALID_USER", "The user is not JSON", null)),
                        tuple(OptionalLong.of(3), new Problem("INVALID_FORMAT", "Not an address", "email")));
    }

    @Test
    void sendsAUserThatJustFits() {
        String user = "{\"picture\":\"" + "x".repeat(499_997 - 14) + "\"}";

        ImportResult result = users().importAll(stream(user + user));

        assertThat(result.counts()).isEqualTo(new ImportCounts(2, 2, 2, 0, 0, 0, 2));
        assertThat(tenant.files()).allSatisfy(file -> assertThat(file).hasSize(499_999));
    }

    @Test
    void passesOverValuesThatAreNoUsers() {
        List<Object> users = List.of(new Object(), "text", Map.of("picture", "x".repeat(500_000)), user("a"));

        ImportResult result = users().importAll(users);

        assertThat(result.counts()).isEqualTo(new ImportCounts(4, 1, 1, 0, 3, 0, 1));
        assertThat(result.errors())
                .extracting(error -> error.problems().get(0).message())
                .containsExactly(
                        "The user has no JSON form",
                        "The user is not an object",
                        "The user has more than 499997 bytes");
    }

    @Test
    void keepsTheFirstErrorsAndShowsAll() {
        AtomicInteger seen = new AtomicInteger();
        JsonNode json = new JsonObject().with("email", "bad").json();

        ImportResult result = users().onError(each -> seen.incrementAndGet())
                .importAll(Stream.generate(() -> json).limit(12_000));

        assertThat(result.counts().failed()).isEqualTo(12_000);
        assertThat(result.errors()).hasSize(10_000);
        assertThat(seen).hasValue(12_000);
    }

    @Test
    void refusesATimeThatIsNone() {
        UsersImport users = users();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> users.jobTimeout(Duration.ofSeconds(-1)))
                .withMessage("The time for a job must be greater than 0, and is PT-1S");
    }
}
