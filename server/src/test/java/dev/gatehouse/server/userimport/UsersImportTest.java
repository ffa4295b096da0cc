package dev.gatehouse.server.userimport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import dev.gatehouse.server.Caller;
import dev.gatehouse.server.configuration.Setting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersImportTest extends ApiTest {
    private static final String BOUNDARY = "a-boundary";
    private static final String NOT_JSON =
            "Failed to parse users file JSON when importing users. Make sure it is valid JSON.";
    private static final int MAXIMUM = 4 << 20;

    private String connection = "";

    @Override
    protected Map<Setting, String> settings() {
        return Map.of(Setting.MAXIMUM_IMPORT, Integer.toString(MAXIMUM));
    }

    @BeforeAll
    void findConnection() {
        connection = get("/connections?name=Username-Password-Authentication").text("/0/id");
    }

    @Test
    void refusesWithoutATokenOrTheScopeBeforeTheFileIsRead() {
        byte[] form = form(Map.of(), "[]".getBytes(StandardCharsets.UTF_8));

        assertThat(upload(tenant().anonymous(), form).status()).isEqualTo(401);
        assertThat(upload(tenant().caller("read:users"), form))
                .hasToString(refusal(403, "Insufficient scope, expected any of: create:users", "insufficient_scope"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            connection_id | con_0000000000000000 | The connection does not exist. | inexistent_connection
            other | x | Payload validation error: 'Additional properties not allowed: other'. | invalid_body
            """, quoteCharacter = '`')
    void refusesAWrongField(String field, String value, String message, String code) {
        byte[] form = form(Map.of(field, value), "[]".getBytes(StandardCharsets.UTF_8));

        assertThat(upload(tenant().caller(), form)).hasToString(refusal(400, message, code));
    }

    @Test
    void refusesAFormWithoutAFileAndWhatIsNoForm() {
        assertThat(upload(tenant().caller(), form(Map.of(), null)))
                .hasToString(
                        refusal(400, "Payload validation error: 'Missing required property: users'.", "invalid_body"));
        assertThat(post("/jobs/users-imports", "{}").status()).isEqualTo(415);
        assertThat(upload(tenant().caller(), "no parts".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusesAFileThatIsTooLarge() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), tenant().httpPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(raw("POST /api/v2/jobs/users-imports HTTP/1.1\r\nhost: tenant.example\r\n"
                            + "authorization: Bearer " + tenant().token("") + "\r\ncontent-length: "
                            + (MAXIMUM + 100_000)
                            + "\r\ncontent-type: multipart/form-data; boundary=x\r\n\r\n"));

            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void makesUsers() {
        ApiResponse begun = begin(Map.of("external_id", "mine", "send_completion_email", "false"), """
                [{'email': 'Ann@example.com', 'email_verified': true, 'user_id': 'ann', 'name': 'Ann', 'blocked': true,
                  'app_metadata': {'level': 1}, 'user_metadata': {'color': 'red'},
                  'mfa_factors': [{'totp': {'secret': 'JBSWY3DPEHPK3PXP'}}, {'phone': {'value': '+15551234567'}}]},
                 {'email': 'bob@example.com'}]
                """);
        assertThat(begun.text("/status")).isEqualTo("pending");
        assertThat(begun.text("/external_id")).isEqualTo("mine");

        JsonNode job = end(begun);

        assertThat(job.at("/summary")).hasToString("{\"failed\":0,\"updated\":0,\"inserted\":2,\"total\":2}");
        assertThat(job.has("upsert")).isFalse();
        JsonNode ann = get("/users/auth0%7Cann").expect(200).json();
        assertThat(ann.path("email").asText()).isEqualTo("ann@example.com");
        assertThat(ann.path("email_verified").asBoolean()).isTrue();
        assertThat(ann.path("blocked").asBoolean()).isTrue();
        assertThat(ann.at("/app_metadata/level").asInt()).isEqualTo(1);
        assertThat(ann.toString()).doesNotContain("mfa_factors", "JBSWY3DPEHPK3PXP");
        assertThat(get("/users/auth0%7Cann/authentication-methods").body())
                .contains("\"type\":\"totp\"", "\"type\":\"phone\"")
                .doesNotContain("JBSWY3DPEHPK3PXP");
        assertThat(get("/users-by-email?email=bob@example.com").text("/0/nickname"))
                .isEqualTo("bob");
        assertThat(get("/jobs/" + begun.text("/id") + "/errors")).hasToString("200 []");
        assertThat(get("/logs?q=type:sui").text("/0/details/summary/inserted")).isEqualTo("2");
    }

    @Test
    void changesUsersWhereThatIsWanted() {
        end(begin(Map.of(), "[{'email': 'up@example.com', 'name': 'Old', 'user_metadata': {'a': 1, 'b': 2}}]"));
        String file = "[{'email': 'UP@example.com', 'name': 'New', 'user_metadata': {'b': 3}}]";

        ApiResponse refused = begin(Map.of(), file);
        assertThat(end(refused).at("/summary/failed").asInt()).isEqualTo(1);
        assertThat(get("/jobs/" + refused.text("/id") + "/errors"))
                .hasToString(
                        "200 [{\"user\":{\"email\":\"UP@example.com\",\"name\":\"New\",\"user_metadata\":{\"b\":3}},"
                                + "\"errors\":[{\"code\":\"DUPLICATED_USER\",\"message\":\"The user already exist and upsert"
                                + " parameter is false\"}]}]");

        assertThat(end(begin(Map.of("upsert", "true"), file))
                        .at("/summary/updated")
                        .asInt())
                .isEqualTo(1);
        JsonNode user = get("/users-by-email?email=up@example.com").json().path(0);
        assertThat(user.path("name").asText()).isEqualTo("New");
        assertThat(user.path("user_metadata")).hasToString("{\"a\":1,\"b\":3}");
    }

    @Test
    void tellsWhatIsWrongWithAUserAndImportsTheOthers() {
        ApiResponse begun = begin(Map.of(), """
                [{'email': 'one@example.com'},
                 {'email': 'not an address', 'password_hash': 'secret'},
                 {'name': 'Nobody'},
                 {'email': 'two@example.com', 'blocked': 'yes'},
                 {'email': 'three@example.com', 'unknown': 1},
                 {'email': 'four@example.com', 'password_hash': 'secret'},
                 {'email': 'five@example.com', 'custom_password_hash': {'algorithm': 'md5', 'hash': {'value': 'abcd', 'encoding': 'hex'}}},
                 {'email': 'one@example.com'},
                 7,
                 {'email': 'six@example.com', 'name': 'A\\u0000B'},
                 {'email': 'last@example.com'}]
                """);

        assertThat(end(begun).at("/summary")).hasToString("{\"failed\":9,\"updated\":0,\"inserted\":2,\"total\":11}");
        JsonNode errors =
                get("/jobs/" + begun.text("/id") + "/errors").expect(200).json();
        assertThat(errors.findValuesAsText("code"))
                .containsExactly(
                        "INVALID_FORMAT",
                        "ANY_OF_MISSING",
                        "INVALID_TYPE",
                        "OBJECT_ADDITIONAL_PROPERTIES",
                        "NOT_PASSED",
                        "NOT_PASSED",
                        "DUPLICATED_USER",
                        "INVALID_TYPE",
                        "NOT_PASSED");
        assertThat(errors.at("/0/errors/0/path").asText()).isEqualTo("email");
        assertThat(errors.toString()).doesNotContain("secret", "abcd");
    }

    @Test
    void readsAnObjectALineAndWhatIsCompressed() {
        String lines = "{'email': 'l1@example.com'}\n{'email': 'l2@example.com'}\r\n\n{'email': 'l3@example.com'}";
        String again = "[{'email': 'l1@example.com', 'name': 'x'}]";

        assertThat(end(begin(Map.of(), lines)).at("/summary/inserted").asInt()).isEqualTo(3);
        assertThat(end(begin(Map.of("upsert", "true"), gzip(again)))
                        .at("/summary/updated")
                        .asInt())
                .isEqualTo(1);
        assertThat(end(begin(Map.of(), "[]")).at("/summary/total").asInt()).isZero();
    }

    @Test
    void failsAJobWhoseFileCannotBeReadAndImportsNobody() throws IOException {
        String good = "{'email': 'nobody@example.com'}";
        byte[] gzip = gzip("[" + good + "]");
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(NOT_JSON + " It is not from line 1, column 33, on.", bytes("[" + good + "x]"));
        files.put(NOT_JSON, bytes("[" + good));
        files.put("The file is empty.", bytes(""));
        files.put("The file is neither a JSON array of users nor a JSON object a line.", bytes("'text'"));
        files.put("The file is compressed, and damaged or not complete.", Arrays.copyOf(gzip, gzip.length - 12));
        files.put("A user in the file is larger than 1048576 bytes.", bytes("[" + good + "," + manyMembers() + "]"));
        files.put("The file is larger than " + MAXIMUM + " bytes.", bomb());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            JsonNode job = end(begin(Map.of(), file.getValue()));
            assertThat(job.path("status").asText()).as(file.getKey()).isEqualTo("failed");
            assertThat(job.path("status_details").asText()).startsWith(file.getKey());
        }
        JsonNode twice = end(begin(Map.of(), "[" + good + ",{'email': 'a@example.com', 'email': 'b@example.com'}]"));
        assertThat(twice.path("status_details").asText()).startsWith(NOT_JSON);
        JsonNode deep = end(begin(Map.of(), "[" + "[".repeat(100_000)));
        assertThat(deep.path("status_details").asText()).startsWith(NOT_JSON);
        JsonNode line = end(begin(Map.of(), "[" + good + ",{'name': '" + "x".repeat(2 << 20) + "'}]"));
        assertThat(line.path("status_details").asText()).startsWith(NOT_JSON);

        assertThat(get("/users-by-email?email=nobody@example.com")).hasToString("200 []");
        assertThat(get("/logs?q=type:fui&per_page=1").text("/0/type")).isEqualTo("fui");
    }

    private static String manyMembers() {
        StringBuilder user = new StringBuilder("{'a': 1");
        for (int i = 0; i < 100_000; i++) {
            user.append(",'a").append(i).append("':'some text'");
        }
        return user.append('}').toString();
    }

    @Test
    void takesUsersWithoutUsernamesWhereNewOnesNeedThem() {
        String before = connection;
        connection = post("/connections", """
                        {'name': 'with-usernames', 'strategy': 'auth0', 'options': {'requires_username': true}}
                        """).expect(201).text("/id");
        try {
            ApiResponse begun =
                    begin(Map.of(), "[{'email': 'plain@example.com'}, {'email': 'u@example.com', 'username': 'a b'}]");

            assertThat(end(begun).at("/summary"))
                    .hasToString("{\"failed\":1,\"updated\":0,\"inserted\":1,\"total\":2}");
        } finally {
            connection = before;
        }
    }

    /** A few kilobytes that are 40 megabytes of spaces. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write('[');
            for (int i = 0; i < 40; i++) {
                gzip.write(" ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII));
            }
            gzip.write(']');
        }
        return bytes.toByteArray();
    }

    @Test
    void cancelsAnImport() {
        StringBuilder file = new StringBuilder("[{'email': 'c0@example.com'}");
        for (int i = 1; i < 20_000; i++) {
            file.append(",{'email': 'c").append(i).append("@example.com'}");
        }
        String id = begin(Map.of(), file.append(']').toString()).text("/id");

        assertThat(delete("/jobs/" + id)).hasToString("204");
        JsonNode job = get("/jobs/" + id).expect(200).json();
        assertThat(job.path("status").asText()).isEqualTo("failed");
        assertThat(job.path("status_details").asText()).isEqualTo("The job was cancelled.");
        assertThat(delete("/jobs/" + id)).hasToString("204");
        assertThat(get("/jobs/" + id)).hasToString(refusal(404, "The job does not exist.", null));
    }

    @Test
    void importsManyWithTheirErrors() {
        StringBuilder file = new StringBuilder("[");
        for (int i = 0; i < 2_500; i++) {
            file.append(i == 0 ? "" : ",")
                    .append("{'email': 'm")
                    .append(i % 1_250)
                    .append("@example.com', 'user_metadata': {'i': ")
                    .append(i)
                    .append("}}");
        }
        ApiResponse begun = begin(Map.of(), gzip(file.append(']').toString()));

        assertThat(end(begun).at("/summary"))
                .hasToString("{\"failed\":1250,\"updated\":0,\"inserted\":1250,\"total\":2500}");
        JsonNode errors =
                get("/jobs/" + begun.text("/id") + "/errors").expect(200).json();
        assertThat(errors).hasSize(1_250);
        assertThat(errors.at("/0/user/user_metadata/i").asInt()).isEqualTo(1_250);
        assertThat(errors.at("/1249/user/user_metadata/i").asInt()).isEqualTo(2_499);
    }

    private ApiResponse begin(Map<String, String> fields, String json) {
        return begin(fields, bytes(json));
    }

    private ApiResponse begin(Map<String, String> fields, byte[] file) {
        return upload(tenant().caller(), form(fields, file)).expect(202);
    }

    private JsonNode end(ApiResponse begun) {
        for (int attempt = 0; attempt < 600; attempt++) {
            JsonNode job = get("/jobs/" + begun.text("/id")).expect(200).json();
            if (job.path("status").asText().matches("completed|failed")) {
                return job;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("not done in time");
    }

    private static ApiResponse upload(Caller caller, byte[] form) {
        return caller.with("content-type", "multipart/form-data; boundary=" + BOUNDARY)
                .send("POST", "/jobs/users-imports", form);
    }

    private byte[] form(Map<String, String> fields, byte @Nullable [] file) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("connection_id", connection));
        all.putAll(fields);
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        all.forEach((name, value) -> form.writeBytes(raw("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\""
                + name + "\"\r\n\r\n" + value + "\r\n")));
        if (file != null) {
            form.writeBytes(raw("--" + BOUNDARY
                    + "\r\nContent-Disposition: form-data; name=\"users\"; filename=\"users.json\"\r\n"
                    + "Content-Type: application/json\r\n\r\n"));
            form.writeBytes(file);
            form.writeBytes(raw("\r\n"));
        }
        form.writeBytes(raw("--" + BOUNDARY + "--\r\n"));
        return form.toByteArray();
    }

    private static byte[] raw(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String json) {
        return raw(json.replace('\'', '"'));
    }

    private static byte[] gzip(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(bytes(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
