package dev.gatehouse.server.userexport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersExportTest extends ApiTest {
    private static final String DATABASE = "Username-Password-Authentication";

    @BeforeAll
    void addUsers() {
        post("/connections", "{'name': 'other', 'strategy': 'auth0'}").expect(201);
        user("ann@example.com", DATABASE, "'name': '=1+1', 'user_metadata': {'plan': {'name': 'gold'}, 'a.b': 1}");
        user("bob@example.com", DATABASE, "'name': 'Bob \\\"B\\\" Smith', 'app_metadata': {'level': -3, 'on': true}");
        user("cid@example.com", "other", "'name': 'Cid'");
    }

    private void user(String email, String connection, String more) {
        post(
                        "/users",
                        "{'connection': '%s', 'email': '%s', 'password': 'Correct-Horse-9', %s}"
                                .formatted(connection, email, more))
                .expect(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'format': 'xml'} | Payload validation error: 'Invalid value "xml"' on property format (The form of the file: a JSON object a line, or csv; json by default.).
            {'limit': 0} | Payload validation error: 'Value 0 is less than minimum 1' on property limit (How many users at most; all by default.).
            """)
    void refusesWhatItCannotWrite(String body, String message) {
        assertThat(post("/jobs/users-exports", body)).hasToString(refusal(400, message, "invalid_body"));
    }

    @Test
    void refusesAnUnknownConnection() {
        assertThat(post("/jobs/users-exports", "{'connection_id': 'con_0000000000000000'}"))
                .hasToString(refusal(400, "The connection does not exist.", "inexistent_connection"));
    }

    @Test
    void writesTheFieldsThatAreAskedFor() {
        ApiResponse job = post(
                        "/jobs/users-exports", """
                {'format': 'json', 'limit': 2, 'fields': [{'name': 'email'}, {'name': 'identities[0].connection', 'export_as': 'provider'},
                 {'name': 'user_metadata.plan'}, {'name': "user_metadata['a.b']", 'export_as': 'dotted'}]}
                """.replace("\"user_metadata['a.b']\"", "'user_metadata[\\\"a.b\\\"]'"))
                .expect(200);

        assertThat(job.text("/status")).isEqualTo("pending");
        assertThat(text(job)).isEqualTo("""
                {"email":"ann@example.com","provider":"Username-Password-Authentication","user_metadata.plan":{"name":"gold"},"dotted":1}
                {"email":"bob@example.com","provider":"Username-Password-Authentication"}
                """);
    }

    @Test
    void writesCellsThatAreNoFormulas() {
        ApiResponse job = post("/jobs/users-exports", """
                {'format': 'csv', 'fields': [{'name': 'name', 'export_as': '@name'}, {'name': 'app_metadata.level'}, {'name': 'app_metadata'}]}
                """).expect(200);

        assertThat(text(job).split("\r\n"))
                .containsExactly(
                        "\"'@name\",\"app_metadata.level\",\"app_metadata\"",
                        "\"'=1+1\",,",
                        "\"Bob \"\"B\"\" Smith\",-3,\"{\"\"level\"\":-3,\"\"on\"\":true}\"",
                        "\"Cid\",,");
    }

    @Test
    void writesTheUsersOfOneConnectionWithTheStandardFields() {
        String id = get("/connections?name=other").text("/0/id");
        ApiResponse job = post("/jobs/users-exports", "{'connection_id': '%s'}".formatted(id))
                .expect(200);

        assertThat(job.text("/connection")).isEqualTo("other");
        assertThat(text(job))
                .startsWith("{\"Id\":\"auth0|")
                .contains("\"Name\":\"Cid\"", "\"Connection\":\"other\"")
                .hasLineCount(1);
    }

    @Test
    void writesNobody() {
        post("/connections", "{'name': 'empty', 'strategy': 'auth0'}").expect(201);
        String id = get("/connections?name=empty").text("/0/id");

        assertThat(text(post("/jobs/users-exports", "{'connection_id': '%s'}".formatted(id))
                        .expect(200)))
                .isEmpty();
    }

    @Test
    void servesPartsOfTheFile() throws IOException {
        URI location = location(post("/jobs/users-exports", "{}").expect(200));
        byte[] whole = fetch(location, null).body();
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        for (int at = 0; at < whole.length; at += 50) {
            HttpResponse<byte[]> part = fetch(location, "bytes=" + at + "-" + (at + 49));
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.headers().firstValue("content-range"))
                    .contains("bytes " + at + "-" + Math.min(whole.length - 1, at + 49) + "/" + whole.length);
            parts.write(part.body());
        }

        assertThat(parts.toByteArray()).isEqualTo(whole);
        HttpResponse<byte[]> beyond = fetch(location, "bytes=" + whole.length + "-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("content-range")).contains("bytes */" + whole.length);
    }

    @Test
    void refusesALinkThatIsChangedOrExpired() {
        URI location = location(post("/jobs/users-exports", "{}").expect(200));
        String link = location.toString();

        for (String changed : List.of(
                link.replace("expires=1", "expires=2"),
                link.replace(".json.gz", ".csv.gz"),
                link.replaceAll("&signature=.", "&signature=_"),
                link.replaceAll("[?].*", ""))) {
            assertThat(fetch(URI.create(changed), null).statusCode())
                    .as(changed)
                    .isEqualTo(403);
        }
        tenant().clock().moveBy(Duration.ofMinutes(61));
        assertThat(fetch(location, null).statusCode()).isEqualTo(403);
        tenant().forgetTokens();
    }

    @Test
    void keepsTheFileForADay() {
        ApiResponse job = post("/jobs/users-exports", "{}").expect(200);
        location(job);
        tenant().clock().moveBy(Duration.ofHours(25));
        tenant().forgetTokens();

        assertThat(get("/jobs/" + job.text("/id")).json().has("location")).isFalse();
    }

    @Test
    void removesAJob() {
        ApiResponse job = post("/jobs/users-exports", "{}").expect(200);
        URI location = location(job);

        assertThat(delete("/jobs/" + job.text("/id"))).hasToString("204");
        assertThat(get("/jobs/" + job.text("/id"))).hasToString(refusal(404, "The job does not exist.", null));
        assertThat(fetch(location, null).statusCode()).isEqualTo(404);
    }

    private URI location(ApiResponse begun) {
        for (int attempt = 0; attempt < 200; attempt++) {
            ApiResponse job = get("/jobs/" + begun.text("/id")).expect(200);
            if (job.text("/status").equals("completed")) {
                return URI.create(job.text("/location").replaceFirst("https://[^/]*", tenant().base()));
            }
            assertThat(job.text("/status")).isIn("pending", "processing");
            pause();
        }
        throw new AssertionError("not done in time");
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String text(ApiResponse begun) {
        byte[] file = fetch(location(begun), null).body();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<byte[]> fetch(URI location, @Nullable String range) {
        HttpRequest.Builder request = HttpRequest.newBuilder(location);
        if (range != null) {
            request.header("range", range);
        }
        try {
            return tenant().http().send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
