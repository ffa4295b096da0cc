package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no good client sends is refused as JSON, and nothing of the server's inside is shown. */
class HostileRequestTest extends ServedTest {
    private static final String GET = "GET /document HTTP/1.1\r\n";
    private static final String POST = "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
    private static final String END = "Host: a\r\nConnection: close\r\n\r\n";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nowhere                        | GET /nowhere HTTP/1.1~                          | 404 Not Found
            dot segments                   | GET /elsewhere/../document HTTP/1.1~            | 404 Not Found
            double slash                   | GET //document HTTP/1.1~                        | 404 Not Found
            path parameter                 | GET /document;a=b HTTP/1.1~                     | 404 Not Found
            another method                 | DELETE /document HTTP/1.1~                      | 405 Method Not Allowed
            no method of HTTP              | BREW /document HTTP/1.1~                        | 405 Method Not Allowed
            lower case                     | get /document HTTP/1.1~                         | 405 Method Not Allowed
            broken percent-encoding        | GET /below/%zz HTTP/1.1~                        | 400 Bad Request
            cut percent-encoding           | GET /below/%4 HTTP/1.1~                         | 400 Bad Request
            NUL, encoded                   | GET /below/a%00b HTTP/1.1~                      | 400 Bad Request
            NUL in a header                | GET /document HTTP/1.1~X: a\0b~                 | 400 Bad Request
            line folding                   | GET /document HTTP/1.1~X: a~ b~                 | 400 Bad Request
            space before the colon         | GET /document HTTP/1.1~X : a~                   | 400 Bad Request
            two hosts                      | GET /document HTTP/1.1~Host: b~                 | 400 Bad Request
            another host in the target     | GET http://b/document HTTP/1.1~                 | 400 Bad Request
            two lengths                    | POST /echo HTTP/1.1~Content-Length: 3~Content-Length: 4~ | 400 Bad Request
            length below 0                 | POST /echo HTTP/1.1~Content-Length: -1~         | 400 Bad Request
            length and chunks              | POST /echo HTTP/1.1~Content-Length: 3~Transfer-Encoding: chunked~ | 400 Bad Request
            unknown transfer coding        | POST /echo HTTP/1.1~Transfer-Encoding: gzip~    | 400 Bad Request
            version of the future          | GET /document HTTP/3.0~                         | 505 HTTP Version Not Supported
            """)
    void isRefusedInTheFormOfTheApi(String name, String request, String status) throws Exception {
        String lines = request.replace("\\0", "\0").replace("~", "\r\n");

        assertRefused(exchange(lines + END), status);
    }

    @Test
    void needsAHost() throws Exception {
        assertRefused(exchange(GET + "Connection: close\r\n\r\n"), "400 Bad Request");
    }

    @Test
    void namesTheMethodsThereAre() throws Exception {
        assertThat(exchange("POST /document HTTP/1.1\r\n" + END)).contains("\r\nAllow: GET, HEAD\r\n");
    }

    @Test
    void takesAnyIdentifierInAPathAsItCame() throws Exception {
        assertThat(exchange("GET /below/auth0%7C1%2F2%20%25?q=%2F HTTP/1.1\r\n" + END))
                .endsWith("\r\n\r\n/below/auth0%7C1%2F2%20%25 q=%2F");
    }

    @Test
    void boundsTheUrl() throws Exception {
        assertRefused(exchange("GET /below/" + "a".repeat(20_000) + " HTTP/1.1\r\n" + END), "414 URI Too Long");
    }

    @Test
    void boundsTheHeaders() throws Exception {
        String status = "431 Request Header Fields Too Large";
        assertRefused(exchange(GET + "X: " + "a".repeat(20_000) + "\r\n" + END), status);
        assertRefused(exchange(GET + "X: a\r\n".repeat(5_000) + END), status);
    }

    @Test
    void boundsTheHeadersOfHttp2() throws Exception {
        HttpResponse<String> answer = send("GET", https("/below/" + "a".repeat(20_000)), "");
        assertThat(answer.version()).hasToString("HTTP_2");
        assertThat(answer.body())
                .isEqualTo("{\"statusCode\":414,\"error\":\"URI Too Long\",\"message\":\"URI Too Long\"}");

        HttpRequest headers = HttpRequest.newBuilder(URI.create(https("/document")))
                .header("x", "a".repeat(20_000))
                .build();
        assertThat(client.send(headers, BodyHandlers.ofString()).statusCode()).isEqualTo(431);
    }

    @Test
    void boundsABodyThatIsAnnounced() throws Exception {
        String tooLarge = "a".repeat(MAXIMUM_BODY + 1);
        String largest = "a".repeat(MAXIMUM_BODY);

        assertThat(send("POST", https("/echo"), largest).body()).isEqualTo(largest);
        assertThat(send("POST", https("/echo"), tooLarge).body())
                .isEqualTo("{\"statusCode\":413,\"error\":\"Payload Too Large\","
                        + "\"message\":\"The payload is larger than 4096 bytes\"}");
    }

    @Test
    void boundsABodyThatIsNot() throws Exception {
        String chunk = "400\r\n" + "a".repeat(1_024) + "\r\n";
        String chunked = POST + "Transfer-Encoding: chunked\r\n\r\n";

        assertThat(exchange(chunked + chunk.repeat(4) + "0\r\n\r\n")).endsWith("a".repeat(MAXIMUM_BODY));
        assertThat(exchange(chunked + chunk.repeat(5) + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 Payload Too Large\r\n")
                .endsWith("\"message\":\"The payload is larger than 4096 bytes\"}");
    }

    @Test
    void announcesTheEndOfAConnectionWhoseBodyItDidNotRead() throws Exception {
        String body = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + "a".repeat(5_000);

        assertThat(exchange(body))
                .startsWith("HTTP/1.1 413 Payload Too Large\r\n")
                .containsIgnoringCase("\r\nconnection: close\r\n");
    }

    @Test
    void asksNotForABodyThatIsTooLarge() throws Exception {
        assertThat(exchange(POST + "Expect: 100-continue\r\nContent-Length: 5000\r\n\r\n"))
                .startsWith("HTTP/1.1 413 Payload Too Large\r\n")
                .doesNotContain("100 Continue");
    }

    @Test
    void refusesABodyOfBrokenChunks() throws Exception {
        assertThat(exchange(POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400 Bad Request\r\n")
                .endsWith(
                        "{\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"The request body did not arrive\"}");
    }

    @Test
    void closesAConnectionThatIsSilent() throws Exception {
        try (RawConnection connection = new RawConnection(server.httpPort())) {
            connection.send("GET /docu");
            assertThat(connection.readToEnd()).doesNotContain("200");
        }
    }

    @Test
    void refusesABodyThatDribbles() throws Exception {
        try (RawConnection connection = new RawConnection(server.httpPort())) {
            connection.send(POST + "Content-Length: 4000\r\n\r\n");
            for (int i = 0; i < 20; i++) {
                connection.send("a");
                Thread.sleep(IDLE_TIMEOUT.toMillis() / 8);
            }
        } catch (SocketException e) {
            // The server closed it while we were still sending, after its answer.
        }
        assertThat(accessLog.take()).endsWith(" POST /echo 408");
    }

    @Test
    void answersOthersWhileManyBodiesDribble() throws Exception {
        List<RawConnection> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 150; i++) {
                RawConnection connection = new RawConnection(server.httpPort());
                slow.add(connection);
                connection.send(POST + "Content-Length: 4000\r\n\r\na");
            }
            assertThat(send("GET", https("/document"), "").body()).isEqualTo("a document");
        } finally {
            for (RawConnection connection : slow) {
                connection.close();
            }
        }
    }

    private static void assertRefused(String answer, String status) {
        String reason = status.substring(4);
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + "\r\n")
                .containsIgnoringCase("\r\ncontent-type: application/json; charset=utf-8\r\n")
                .containsPattern("\r\nx-request-id: [0-9a-f]{24}\r\n")
                .endsWith("\r\n\r\n{\"statusCode\":" + status.substring(0, 3) + ",\"error\":\"" + reason
                        + "\",\"message\":\"" + reason + "\"}")
                .doesNotContainIgnoringCase("jetty");
    }
}
