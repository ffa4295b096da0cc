package dev.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may say where a request comes from: 127.0.0.9 is a trusted proxy here, and nobody else. */
class ForwardedTest extends ServedTest {
    private String ask(String from, String headers) throws Exception {
        String request =
                "GET /origin HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + headers.replace("~", "\r\n") + "\r\n\r\n";
        try (Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), server.httpPort(), InetAddress.getByName(from), 0)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.1 | X-Forwarded-For: 192.0.2.1~X-Forwarded-Host: b~X-Forwarded-Proto: https | 127.0.0.1 a
            127.0.0.9 | X-Forwarded-For: 192.0.2.1                            | 192.0.2.1 a
            127.0.0.9 | X-Forwarded-For: 198.51.100.7, 192.0.2.1              | 192.0.2.1 a
            127.0.0.9 | X-Forwarded-For: 192.0.2.1, 127.0.0.9                 | 192.0.2.1 a
            127.0.0.9 | X-Forwarded-For: 198.51.100.7~X-Forwarded-For: 192.0.2.1 | 192.0.2.1 a
            127.0.0.9 | X-Forwarded-For: 192.0.2.1, unknown                   | 127.0.0.9 a
            127.0.0.9 | X-Forwarded-For: 2001:db8::1                          | 2001:db8:0:0:0:0:0:1 a
            127.0.0.9 | X-Forwarded-Host: tenant.example                      | 127.0.0.9 tenant.example
            127.0.0.9 | Forwarded: for=192.0.2.1                              | 127.0.0.9 a
            """)
    void believesProxiesOnly(String from, String headers, String origin) throws Exception {
        assertThat(ask(from, headers)).endsWith("\r\n\r\n" + origin);
    }

    @Test
    void knowsOfTlsThatAProxyHasEnded() throws Exception {
        String forwarded = "X-Forwarded-Proto: https~X-Forwarded-Host: tenant.example";

        assertThat(ask("127.0.0.9", forwarded)).containsIgnoringCase("\r\nstrict-transport-security: ");
        assertThat(ask("127.0.0.1", forwarded)).doesNotContainIgnoringCase("\r\nstrict-transport-security: ");
    }

    @Test
    void logsTheClientAndNotTheProxy() throws Exception {
        ask("127.0.0.9", "X-Forwarded-For: 192.0.2.1");

        assertThat(accessLog.take()).endsWith(" 192.0.2.1 GET /origin 200");
    }
}
