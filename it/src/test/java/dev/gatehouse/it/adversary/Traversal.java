package dev.gatehouse.it.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Paths and identifiers that lead elsewhere, into the data directory or into SQL. */
final class Traversal implements Attack {
    private static final List<String> PREFIXES =
            List.of("", "/api/v2", "/api/v2/users", "/inbox", "/.well-known", "/u", "/api/v2/roles");
    private static final List<String> UP = List.of(
            "/../../../../../../",
            "/..%2f..%2f..%2f",
            "/%2e%2e/%2e%2e/%2e%2e/",
            "/..%5c..%5c..%5c",
            "/..;/..;/",
            "/....//",
            "/%252e%252e%252f",
            "/%c0%ae%c0%ae/",
            "//",
            "/./");
    private static final List<String> FILES =
            List.of("etc/passwd", "credentials.json", "encryption.key", "gatehouse.db", "META-INF/MANIFEST.MF", "");
    private static final List<String> IDENTIFIERS = List.of(
            "%27%20OR%20%271%27=%271",
            "x%27;DROP%20TABLE%20users;--",
            "%00",
            "%ff%fe",
            "a%0d%0aX:%20b",
            "%7B%7B7*7%7D%7D",
            "$%7Bjndi:ldap://127.0.0.1:1/a%7D",
            "auth0%7C%25",
            "%2F",
            ".",
            "..");

    @Override
    public String name() {
        return "paths and identifiers that lead elsewhere";
    }

    @Override
    public void on(Target target) throws Exception {
        for (String prefix : PREFIXES) {
            for (String up : UP) {
                for (String file : FILES) {
                    requireNothing(target, prefix + up + file);
                }
            }
        }
        for (String identifier : IDENTIFIERS) {
            for (String kind : List.of("users", "roles", "clients", "connections", "logs")) {
                requireNothing(target, "/api/v2/" + kind + "/" + identifier);
            }
        }
    }

    private static void requireNothing(Target target, String path) throws Exception {
        try (RawConnection connection = new RawConnection(target.port())) {
            connection.send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + target.port()
                    + "\r\nConnection: close\r\nAuthorization: Bearer " + target.token() + "\r\n\r\n");
            String response = connection.readToEnd();
            // The paths of a few come out as those of pages that there are, which is as good.
            assertThat(response)
                    .as(path)
                    .matches("(?s)HTTP/1\\.1 (200|4\\d\\d) .*")
                    .doesNotContain("root:", "client_secret\" :", "SQLite format", "Manifest-Version", "\r\nX: b");
            if (!path.endsWith("/")) {
                assertThat(response).as(path).startsWith("HTTP/1.1 4");
            }
        }
    }
}
