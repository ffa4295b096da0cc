package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.client.error.MalformedResponseException;
import dev.gatehouse.client.error.TransportException;
import dev.gatehouse.client.jobs.ExportProgress;
import dev.gatehouse.client.jobs.JobException;
import dev.gatehouse.client.jobs.UsersExport;
import dev.gatehouse.client.model.Job;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserExportTest extends ClientTest {
    private static final int PIECE = 4 << 20;
    private static final String USERS = "{\"email\":\"a@example.com\"}\n{\"email\":\"b@example.com\"}\n";
    private static final ScriptedResponse BEGUN = ScriptedResponse.ok("{\"id\":\"job_1\",\"status\":\"pending\"}");
    private static final ScriptedResponse BROKEN = ScriptedResponse.text(503, "text/plain", "Later");

    @TempDir
    private Path directory;

    private Path target;

    @BeforeEach
    void chooseTarget() {
        target = directory.resolve("users.json");
    }

    private UsersExport users() {
        return client(options().token("static").header("x-mine", "secret").maxRetries(0))
                .bulk()
                .exports();
    }

    private ScriptedResponse completed(String key) {
        return ScriptedResponse.ok("{\"id\":\"job_1\",\"status\":\"completed\",\"location\":\"" + server.uri()
                + "/files/users?key=" + key + "\"}");
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** More than two pieces, which do not get smaller. */
    private static byte[] large() {
        byte[] content = new byte[2 * PIECE + 1000];
        new Random(7).nextBytes(content);
        return content;
    }

    private static ScriptedResponse whole(byte[] file) {
        return new ScriptedResponse(200, Map.of(), file, Duration.ZERO);
    }

    /** A piece as a server sends it that is asked for one from there. */
    private static ScriptedResponse piece(byte[] file, int from, String etag) {
        int to = Math.min(file.length, from + PIECE);
        return new ScriptedResponse(
                206,
                Map.of("content-range", "bytes " + from + "-" + (to - 1) + "/" + file.length, "etag", etag),
                Arrays.copyOfRange(file, from, to),
                Duration.ZERO);
    }

    private List<ReceivedRequest> fetches() {
        return server.calls().stream()
                .filter(call -> call.target().startsWith("/files/"))
                .toList();
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void writesWhatTheJobWrote() throws IOException {
        byte[] packed = gzip(bytes(USERS));
        server.answers(
                BEGUN, ScriptedResponse.ok("{\"status\":\"processing\"}"), completed("k"), piece(packed, 0, "\"v1\""));

        Job job = users().connection("con_0123456789abcdef")
                .format("json")
                .limit(5)
                .field("email")
                .field("identities[0].connection", "connection")
                .exportTo(target);

        assertThat(job.status()).isEqualTo("completed");
        assertThat(target).hasContent(USERS);
        assertThat(left()).containsExactly("users.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-------");
        assertThat(server.calls())
                .extracting(ReceivedRequest::line)
                .containsExactly(
                        "POST /api/v2/jobs/users-exports",
                        "GET /api/v2/jobs/job_1",
                        "GET /api/v2/jobs/job_1",
                        "GET /files/users?key=k");
        assertThat(new JsonMapper().readTree(server.calls().get(0).body())).isEqualTo(new JsonMapper().readTree("""
                        {"connection_id":"con_0123456789abcdef","format":"json","limit":5,"fields":[
                          {"name":"email"},{"name":"identities[0].connection","export_as":"connection"}]}"""));
    }

    @Test
    void sendsNeitherTokenNorHeadersToWhereTheFileIs() {
        server.answers(BEGUN, completed("k"), whole(bytes(USERS)));

        users().exportTo(target);

        assertThat(fetches())
                .singleElement()
                .satisfies(fetch -> assertThat(fetch.headers())
                        .containsEntry("range", "bytes=0-4194303")
                        .doesNotContainKeys("authorization", "x-mine", "auth0-client"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsItCompressedWhereItIsTold(boolean compressed) throws IOException {
        byte[] packed = gzip(bytes(USERS));
        server.answers(BEGUN, completed("k"), whole(packed));

        users().compressed(compressed).exportTo(target);

        assertThat(target).hasBinaryContent(compressed ? packed : bytes(USERS));
    }

    @Test
    void leavesAsItIsWhatIsNotCompressed() {
        server.answers(BEGUN, completed("k"), whole(bytes(USERS)));

        assertThat(users().exportToAsync(target).join().status()).isEqualTo("completed");
        assertThat(target).hasContent(USERS);
    }

    @Test
    void fetchesALargeFileInPieces() throws IOException {
        byte[] file = large();
        List<ExportProgress> seen = new ArrayList<>();
        server.answers(
                BEGUN,
                ScriptedResponse.ok("{\"status\":\"processing\",\"percentage_done\":30}"),
                completed("k"),
                piece(file, 0, "\"v1\""),
                piece(file, PIECE, "\"v1\""),
                piece(file, 2 * PIECE, "\"v1\""));

        users().onProgress(seen::add).exportTo(target);

        assertThat(Files.readAllBytes(target)).isEqualTo(file);
        assertThat(fetches())
                .extracting(fetch ->
                        fetch.headers().get("range") + " " + fetch.headers().get("if-range"))
                .containsExactly(
                        "bytes=0-4194303 null", "bytes=4194304-8388607 \"v1\"", "bytes=8388608-12582911 \"v1\"");
        assertThat(seen)
                .containsExactly(
                        new ExportProgress(0, 0, 0),
                        new ExportProgress(30, 0, 0),
                        new ExportProgress(100, 0, 0),
                        new ExportProgress(100, PIECE, file.length),
                        new ExportProgress(100, 2 * PIECE, file.length),
                        new ExportProgress(100, file.length, file.length));
    }

    @Test
    void goesOnWhereTheConnectionWasLost() throws IOException {
        byte[] file = large();
        server.answers(
                BEGUN,
                completed("first"),
                piece(file, 0, "\"v1\""),
                ScriptedResponse.dropped(),
                completed("second"),
                piece(file, PIECE, "\"v1\""),
                BROKEN,
                completed("third"),
                ScriptedResponse.text(403, "application/xml", "<Error/>"),
                completed("fourth"),
                piece(file, 2 * PIECE, "\"v1\""));

        users().exportTo(target);

        assertThat(Files.readAllBytes(target)).isEqualTo(file);
        assertThat(fetches())
                .extracting(fetch -> fetch.target() + " " + fetch.headers().get("range"))
                .containsExactly(
                        "/files/users?key=first bytes=0-4194303",
                        "/files/users?key=first bytes=4194304-8388607",
                        "/files/users?key=second bytes=4194304-8388607",
                        "/files/users?key=second bytes=8388608-12582911",
                        "/files/users?key=third bytes=8388608-12582911",
                        "/files/users?key=fourth bytes=8388608-12582911");
    }

    @Test
    void beginsAnewWhenTheFileIsAnotherOne() throws IOException {
        byte[] old = large();
        byte[] file = gzip(bytes(USERS));
        server.answers(BEGUN, completed("k"), piece(old, 0, "\"v1\""), whole(file));

        users().compressed(true).exportTo(target);

        assertThat(target).hasBinaryContent(file);
    }

    /** What comes instead of the second piece. */
    static List<ScriptedResponse> strangers() {
        byte[] file = large();
        return List.of(
                piece(file, PIECE, "\"v2\""),
                piece(file, 0, "\"v1\""),
                piece(Arrays.copyOf(file, file.length - 1), PIECE, "\"v1\""),
                piece(file, PIECE, "\"v1\"").header("content-range", "bytes 4194304-4194305/" + file.length),
                piece(file, PIECE, "\"v1\"").header("content-range", "bytes */" + file.length));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void beginsAnewWhenThePiecesDoNotFit(ScriptedResponse stranger) throws IOException {
        byte[] file = large();
        server.answers(
                BEGUN,
                completed("k"),
                piece(file, 0, "\"v1\""),
                stranger,
                completed("k"),
                piece(file, 0, "\"v3\""),
                piece(file, PIECE, "\"v3\""),
                piece(file, 2 * PIECE, "\"v3\""));

        users().exportTo(target);

        assertThat(Files.readAllBytes(target)).isEqualTo(file);
    }

    @Test
    void writesAFileInWhichThereIsNothing() {
        server.answers(BEGUN, completed("k"), ScriptedResponse.empty(416).header("content-range", "bytes */0"));

        users().exportTo(target);

        assertThat(target).isEmptyFile();
    }

    @Test
    void givesUpWhenNothingComes() throws IOException {
        server.answers(BEGUN, completed("k"));
        for (int i = 0; i < 6; i++) {
            server.answers(ScriptedResponse.text(403, "application/xml", "<Error/>"), completed("k"));
        }
        Files.writeString(target, "before");

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> users().exportTo(target))
                .withMessage("The file of job_1 could not be fetched: it returned 403");
        assertThat(fetches()).hasSize(6);
        assertThat(target).hasContent("before");
        assertThat(left()).containsExactly("users.json");
    }

    @Test
    void namesTheJobAndNotTheAddressWhenTheConnectionIsLost() {
        server.answers(BEGUN, completed("k"));
        for (int i = 0; i < 6; i++) {
            server.answers(ScriptedResponse.dropped(), completed("k"));
        }

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> users().exportTo(target))
                .withMessageStartingWith("GET of the file of job_1 failed: ")
                .withMessageNotContaining("key");
    }

    @Test
    void refusesAFileThatIsBroken() throws IOException {
        byte[] packed = gzip(large());
        server.answers(BEGUN, completed("k"), whole(Arrays.copyOf(packed, packed.length / 2)));

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> users().exportTo(target))
                .withMessage("The file of job_1 is broken: Unexpected end of ZLIB input stream");
        assertThat(left()).isEmpty();
    }

    @Test
    void failsWhenTheJobFails() throws IOException {
        server.answers(BEGUN, ScriptedResponse.ok("{\"status\":\"failed\",\"status_details\":\"Too many fields\"}"));

        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> users().exportTo(target))
                .withMessage("job_1 did not export the users: its status is failed (Too many fields)")
                .satisfies(e -> assertThat(e.status()).isEqualTo("failed"));
        assertThat(left()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file:///etc/passwd", "https://", "users.json", "https://a b?key=secret"})
    void goesNowhereElseThanTheWeb(String location) {
        server.answers(BEGUN, ScriptedResponse.ok("{\"status\":\"completed\",\"location\":\"" + location + "\"}"));

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> users().exportTo(target))
                .withMessage("job_1 has ended and does not say where its file is");
    }

    @Test
    void writesNowhereElseThanIntoADirectory() {
        Path nowhere = directory.resolve("none").resolve("users.json");

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> users().exportTo(nowhere));
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void leavesNothingBehindWhenItIsCancelled() throws IOException, InterruptedException {
        ManualTimer timer = new ManualTimer();
        server.answers(BEGUN);
        CompletableFuture<Job> export = client(options().token("static").time(time, timer))
                .bulk()
                .exports()
                .exportToAsync(target);
        timer.awaitWaits(1);
        assertThat(left()).hasSize(1);

        export.cancel(true);

        assertThatExceptionOfType(CancellationException.class).isThrownBy(export::join);
        assertThat(left()).isEmpty();
    }
}
