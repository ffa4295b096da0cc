package dev.gatehouse.it.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

/** Headers by which a client pretends to be a proxy, and hosts that are none of the tenant's. */
final class ForwardedHeaders implements Attack {
    private static final String EVIL = "evil.example";

    @Override
    public String name() {
        return "forwarded headers and foreign hosts";
    }

    @Override
    public void on(Target target) throws Exception {
        String discovery = exchange(
                target,
                "127.0.0.1",
                "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 203.0.113.7\r\n"
                        + "Forwarded: host=evil.example;proto=https\r\nX-Original-URL: /api/v2/users\r\n");
        assertThat(discovery).startsWith("HTTP/1.1 200 ").doesNotContain(EVIL);
        assertThat(discovery.toLowerCase(Locale.ROOT))
                .as("over plain HTTP, and for localhost")
                .doesNotContain("strict-transport-security");
        assertThat(exchange(target, EVIL, "")).doesNotContain(EVIL);
    }

    private static String exchange(Target target, String host, String fields) throws Exception {
        try (RawConnection connection = new RawConnection(target.port())) {
            connection.send("GET /.well-known/openid-configuration HTTP/1.1\r\nHost: " + host + "\r\n" + fields
                    + "Connection: close\r\n\r\n");
            return connection.readToEnd();
        }
    }
}
