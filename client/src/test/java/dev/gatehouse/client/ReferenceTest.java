package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.client.page.Page;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Everything that Auth0's reference client (npm auth0 3.7.2) can call, under its names, is sent as it is there. What differs
 * on purpose: no {@code {}} where there is nothing to send, and characters that need no encoding may be encoded.
 */
class ReferenceTest extends ClientTest {
    /** With {@code getAccessToken}, which calls no operation. */
    private static final int FLAT_NAMES = 140;

    private static final int MANAGER_METHODS = 201;

    private static List<ReferenceCall> calls() {
        return ReferenceCall.all();
    }

    @Test
    void theTableHasEveryNameOfTheReference() {
        Stream<String> flat = Stream.concat(calls().stream().map(ReferenceCall::flat), Stream.of("getAccessToken"));

        assertThat(flat.filter(Objects::nonNull).distinct()).hasSize(FLAT_NAMES);
        assertThat(calls().stream().map(ReferenceCall::manager).distinct()).hasSize(MANAGER_METHODS);
        assertThat(client().getAccessToken()).isEqualTo("static");
        assertThat(client().async().getAccessToken()).isCompletedWithValue("static");
    }

    @TestFactory
    Stream<DynamicTest> isSentAsTheReferenceSendsIt() {
        ManagementClient client = client();
        return calls().stream()
                .map(call ->
                        DynamicTest.dynamicTest(call.toString(), () -> assertSentAsTheReferenceSends(call, client)));
    }

    private void assertSentAsTheReferenceSends(ReferenceCall call, ManagementClient client) throws Exception {
        int before = server.calls().size();
        ScriptedResponse answer = answer(call.returnedBy(client));
        server.answers(answer, answer);
        if (call.flat() != null) {
            server.answers(answer, answer);
        }

        call.callOn(client);
        call.callOn(client.async());
        call.callFlatOn(client);
        call.callFlatOn(client.async());

        List<ReceivedRequest> received =
                server.calls().subList(before, server.calls().size());
        assertThat(received).hasSize(call.flat() == null ? 2 : 4);
        for (ReceivedRequest sent : received) {
            assertThat(decoded(sent.line())).isEqualTo(decoded(call.request()));
            assertThat(sent.headers()).containsEntry("authorization", "Bearer static");
            if (contentType(sent).startsWith("multipart/form-data")) {
                assertIsMultipart(sent, Objects.requireNonNull(call.body()));
            } else {
                assertThat(json(sent.body())).isEqualTo(expectedBody(call));
            }
        }
    }

    private static ScriptedResponse answer(Class<?> returned) {
        if (returned == void.class) {
            return ScriptedResponse.empty(204);
        }
        if (returned == Integer.class) {
            return ScriptedResponse.ok("1");
        }
        return ScriptedResponse.ok(returned == List.class || returned == Page.class ? "[]" : "{}");
    }

    /** Segments and parameters after decoding; the parameters in any order. */
    private static List<Object> decoded(String line) {
        String[] parts = line.split("\\?", 2);
        List<String> path =
                Arrays.stream(parts[0].split("/")).map(ReferenceTest::decode).toList();
        TreeSet<String> query = new TreeSet<>();
        if (parts.length > 1) {
            Arrays.stream(parts[1].split("&")).map(ReferenceTest::decode).forEach(query::add);
        }
        return List.of(path, query);
    }

    private static String contentType(ReceivedRequest sent) {
        return String.valueOf(sent.headers().get("content-type"));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static JsonNode json(String body) throws IOException {
        return new JsonMapper().readTree(body);
    }

    /** Of methods that send one member alone, what it is in. */
    private static JsonNode expectedBody(ReferenceCall call) throws IOException {
        JsonMapper mapper = new JsonMapper();
        if (call.body() == null) {
            return mapper.readTree("");
        }
        return switch (call.manager()) {
            case "users.updateUserMetadata" -> mapper.createObjectNode().set("user_metadata", call.body());
            case "users.updateAppMetadata" -> mapper.createObjectNode().set("app_metadata", call.body());
            default -> call.body();
        };
    }

    /** A part for each member, the users as a file (RFC 7578). */
    private static void assertIsMultipart(ReceivedRequest sent, JsonNode body) {
        String type = contentType(sent);
        String boundary = type.substring(type.indexOf("boundary=") + "boundary=".length());
        StringBuilder expected = new StringBuilder();
        body.properties().forEach(member -> {
            String file = member.getKey().equals("users")
                    ? "; filename=\"users.json\"\r\ncontent-type: application/json"
                    : "";
            expected.append("--" + boundary + "\r\ncontent-disposition: form-data; name=\"" + member.getKey() + "\""
                    + file + "\r\n\r\n" + member.getValue().asText() + "\r\n");
        });
        assertThat(sent.body()).isEqualTo(expected + "--" + boundary + "--\r\n");
    }
}
