package dev.gatehouse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused of any operation's body before its handler sees it. */
class RequestBodyTest extends ApiTest {
    private static final String NOT_JSON = "400 {\"statusCode\":400,\"error\":\"Bad Request\","
            + "\"message\":\"Invalid request payload JSON format\",\"errorCode\":\"invalid_body\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                " ",
                "{'name':'a'} x",
                "{'name':'a','name':'b'}",
                "{'name':'a','x':{'y':1,'y':2}}",
                "{'name':NaN}",
                "{'name':01}",
                "{name:'a'}",
                "{'name':'a',}",
                "{/* a */'name':'a'}",
                "{'name':'a\u0001'}",
                "{'name':1e99999999999}"
            })
    void takesJsonOnly(String body) {
        assertThat(post("/roles", body)).hasToString(NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c0af", "eda080", "f4908080", "e4"})
    void takesWellFormedUtf8Only(String hex) {
        byte[] begin = "{\"name\":\"".getBytes(StandardCharsets.UTF_8);
        byte[] text = HexFormat.of().parseHex(hex);
        byte[] body = new byte[begin.length + text.length + 2];
        System.arraycopy(begin, 0, body, 0, begin.length);
        System.arraycopy(text, 0, body, begin.length, text.length);
        body[body.length - 2] = '"';
        body[body.length - 1] = '}';

        assertThat(tenant().caller().send("POST", "/roles", body)).hasToString(NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32"})
    void takesNoOtherEncoding(String charset) {
        byte[] body = "{\"name\":\"a\"}".getBytes(Charset.forName(charset));

        assertThat(tenant().caller().send("POST", "/roles", body)).hasToString(NOT_JSON);
    }

    @Test
    void lastsWhatHasToBeThereWhenAResourceIsMade() {
        String role = "/roles/"
                + post("/roles", "{'name':'lasting','description':'d'}")
                        .expect(200)
                        .text("/id");

        assertThat(patch(role, "{'description':null,'name':null}").text("/message"))
                .startsWith("Payload validation error: 'Expected type string but found type null' on property name");
        assertThat(patch(role, "{'description':null}").expect(200).text("/name"))
                .isEqualTo("lasting");
    }

    @Test
    void ignoresAByteOrderMark() {
        post("/roles", "\uFEFF{'name':'marked'}").expect(200);
    }

    @Test
    void boundsDepthAndNumbers() {
        assertThat(post("/roles", "[".repeat(65) + "]".repeat(65))).hasToString(NOT_JSON);
        assertThat(post("/roles", "[".repeat(1_000_00))).hasToString(NOT_JSON);
        assertThat(post("/roles", "{'name':" + "9".repeat(101) + "}")).hasToString(NOT_JSON);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'name':'a\\u0000'}   | 'Text may not hold NUL or half a surrogate pair'.
            {'name':'a\\ud800'}   | 'Text may not hold NUL or half a surrogate pair'.
            {'a\\u0000':'a'}      | 'Text may not hold NUL or half a surrogate pair'.
            {'name':1e999}        | 'A number may not be beyond the range of a double'.
            {'name':1e-999999999} | 'A number may not be beyond the range of a double'.
            null                  | 'Expected type object but found type null'.
            []                    | 'Expected type object but found type array'.
            'a'                   | 'Expected type object but found type string'.
            {}                    | 'Missing required property: name'.
            {'name':'a','x':1}    | 'Additional properties not allowed: x'.
            {'name':null}         | 'Expected type string but found type null' on property name (Name of the role; no other role has it.).
            {'name':''}           | 'String is too short (0 chars), minimum 1' on property name (Name of the role; no other role has it.).
            """)
    void saysWhatIsWrong(String body, String violation) {
        assertThat(post("/roles", body.replace("\\\\", "\\"))).hasToString(invalid(violation));
    }

    @Test
    void namesTheFormatThatWasExpected() {
        assertThat(post(
                                "/users",
                                "{'connection':'Username-Password-Authentication','email':'ada','password':'Secret-42!'}")
                        .text("/message"))
                .startsWith(
                        "Payload validation error: 'Object didn't pass validation for format email: ada' on property email");
    }

    @Test
    void needsABodyWhereOneIsRequired() {
        assertThat(tenant().caller().send("POST", "/roles", new byte[0])).hasToString(invalid("'Missing body'."));
    }

    @ParameterizedTest
    @CsvSource({
        "content-type, text/plain",
        "content-type, application/x-www-form-urlencoded",
        "content-type, application/jsonp",
        "content-encoding, gzip",
    })
    void takesApplicationJsonOnly(String header, String value) {
        assertThat(tenant().caller().with(header, value).post("/roles", "{'name':'a'}"))
                .hasToString("415 {\"statusCode\":415,\"error\":\"Unsupported Media Type\","
                        + "\"message\":\"Unsupported Media Type\"}");
    }

    @Test
    void takesParametersOfTheContentType() {
        tenant().caller()
                .with("content-type", "Application/JSON; charset=UTF-8")
                .post("/roles", "{'name':'with a parameter'}")
                .expect(200);
    }

    @Test
    void looksAtNoBodyWhereTheOperationTakesNone() {
        ApiResponse answer = tenant().caller().send("DELETE", "/roles/rol_none", "not JSON");

        assertThat(answer)
                .hasToString(
                        "404 {\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"The role does not exist.\"}");
    }

    private static String invalid(String violation) {
        return "400 {\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"Payload validation error: " + violation
                + "\",\"errorCode\":\"invalid_body\"}";
    }
}
