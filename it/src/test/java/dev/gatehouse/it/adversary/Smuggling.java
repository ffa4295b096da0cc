package dev.gatehouse.it.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** A request within another, for a proxy and the server to disagree on where the first one ends. */
final class Smuggling implements Attack {
    private static final String INNER = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @Override
    public String name() {
        return "smuggled requests";
    }

    @Override
    public void on(Target target) throws Exception {
        for (String fields : fields()) {
            for (String body : List.of("0\r\n\r\n" + INNER, "5\r\nhello\r\n0\r\n\r\n" + INNER, "hello" + INNER)) {
                requireOneRefusal(target, "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n" + body);
            }
        }
        for (String chunks : chunks()) {
            requireOneRefusal(
                    target,
                    "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
        }
        for (String request : lines()) {
            requireOneRefusal(target, request);
        }
    }

    private static List<String> fields() {
        return List.of(
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                "Content-Length: 5\r\nContent-Length: 0\r\n",
                "Content-Length: 5, 0\r\n",
                "Content-Length: +5\r\n",
                "Content-Length: 0x5\r\n",
                "Content-Length: 5 5\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Content-Length : 5\r\n",
                " Content-Length: 5\r\nContent-Length: 0\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: identity\r\n",
                "Transfer-Encoding:\u000bchunked\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Transfer-Encoding\r\n : chunked\r\n",
                "X: a\r\n Transfer-Encoding: chunked\r\n",
                "X: a\rTransfer-Encoding: chunked\r\n",
                "X: a\u0000b\r\n");
    }

    private static List<String> chunks() {
        return List.of(
                "-1\r\n\r\n" + INNER,
                "0x5\r\nhello\r\n0\r\n\r\n" + INNER,
                "ffffffffffffffff1\r\nhello\r\n" + INNER,
                "100000005\r\nhello\r\n0\r\n\r\n" + INNER,
                "5\nhello\n0\n\n" + INNER,
                "5\r\nhelloX\r\n0\r\n\r\n" + INNER,
                "5 5\r\nhello\r\n0\r\n\r\n" + INNER);
    }

    private static List<String> lines() {
        return List.of(
                "GET /healthz HTTP/1.1\r\nConnection: close\r\nHost: localhost\r\nHost: other\r\n\r\n",
                "GET /healthz\tHTTP/1.1\r\nConnection: close\r\nHost: localhost\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET http://other/healthz HTTP/1.1\r\nConnection: close\r\nHost: localhost\r\n\r\n");
    }

    /** One response, which refuses, and the end of the connection: what follows is not looked at. */
    private static void requireOneRefusal(Target target, String request) throws Exception {
        try (RawConnection connection = new RawConnection(target.port())) {
            connection.send(request);
            String response = connection.readToEnd();
            assertThat(response.split("HTTP/1\\.1 ", -1).length - 1)
                    .as("responses to %s: %s", request, response)
                    .isLessThanOrEqualTo(1);
            assertThat(response)
                    .as(request)
                    .matches("(?s)(HTTP/1\\.1 (4|501).*)?")
                    .doesNotContain("smuggled");
        }
    }
}
