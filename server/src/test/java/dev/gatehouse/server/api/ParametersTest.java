package dev.gatehouse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.ApiResponse;
import dev.gatehouse.server.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused of any operation's path and query, and what is not there. */
class ParametersTest extends ApiTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /roles?per_page=x              | 'Expected type integer but found type string' on property per_page
            /roles?per_page=1.5            | 'Expected type integer but found type string' on property per_page
            /roles?per_page=               | 'Expected type integer but found type string' on property per_page
            /roles?per_page=101            | 'Value 101 is greater than maximum 100' on property per_page
            /roles?per_page=-1             | 'Value -1 is less than minimum 1' on property per_page
            /roles?page=-1                 | 'Value -1 is less than minimum 0' on property page
            /roles?page=99999999999999999999 | 'Expected type integer but found type string' on property page
            /roles?page=1&page=2           | 'Expected type integer but found type array' on property page
            /roles?include_totals=yes      | 'Expected type boolean but found type string' on property include_totals
            /roles?name_filter=%E4         | 'Not a valid percent-encoding'.
            /roles?name_filter=%4          | 'Not a valid percent-encoding'.
            /roles?name_filter=a%00        | 'Not a valid percent-encoding'.
            /users?take=101                | 'Value 101 is greater than maximum 100' on property take
            /users?take=0                  | 'Value 0 is less than minimum 1' on property take
            /users?from=nonsense           | 'Not the next of any page' on property from.
            /users-by-email                | 'Missing required property: email'.
            """)
    void saysWhatIsWrongWithTheQuery(String path, String violation) {
        ApiResponse answer = wire(path);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("/message")).startsWith("Query validation error: " + violation);
        assertThat(answer.text("/errorCode")).isEqualTo("invalid_query_string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/roles?x=1", "/roles?from=x", "/roles?include_totals=false&x"})
    void ignoresWhatAnOperationDoesNotKnow(String path) {
        assertThat(wire(path)).hasToString("200 []");
    }

    @Test
    void saysWhatIsWrongWithThePath() {
        assertThat(get("/roles/%E4"))
                .hasToString("400 {\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"Path validation error: "
                        + "'Not a valid percent-encoding' on property id.\",\"errorCode\":\"invalid_uri\"}");
        assertThat(get("/roles/" + "a".repeat(101)).text("/message"))
                .isEqualTo("Path validation error: 'String is too long (101 chars), maximum 100' on property id"
                        + " (ID of the role.).");
    }

    @ParameterizedTest
    @CsvSource({"/nowhere", "/roles/", "/", "/roles/a/b/c", "/rolesx", "/roles%2Fa"})
    void saysThatThereIsNoSuchPath(String path) {
        assertThat(get(path)).hasToString("404 {\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"Not Found\"}");
    }

    @Test
    void saysWhichMethodsThereAre() {
        ApiResponse answer = put("/roles", "{}");

        assertThat(answer)
                .hasToString(
                        "405 {\"statusCode\":405,\"error\":\"Method Not Allowed\",\"message\":\"Method Not Allowed\"}");
        assertThat(answer.header("allow")).isEqualTo("GET, HEAD, POST");
    }

    @Test
    void answersHeadAsGet() {
        ApiResponse answer = tenant().caller().send("HEAD", "/roles", (byte[]) null);

        assertThat(answer).hasToString("200");
        assertThat(answer.header("content-length")).isEqualTo("2");
        assertThat(answer.header("content-type")).isEqualTo("application/json; charset=utf-8");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void takesAnIdentifierWithAnyCharacterInIt() {
        post("/resource-servers", "{'identifier':'https://orders.example/a b?c=ä&d#e%2F'}")
                .expect(201);

        assertThat(get("/resource-servers/https%3A%2F%2Forders.example%2Fa%20b%3Fc%3D%C3%A4%26d%23e%252F")
                        .text("/identifier"))
                .isEqualTo("https://orders.example/a b?c=ä&d#e%2F");
    }

    /** {@code %4} is no URI to the JDK's client; the query is sent all the same, as the server sees it raw. */
    private ApiResponse wire(String path) {
        return path.endsWith("%4") ? RawGet.send(tenant(), path) : get(path);
    }
}
