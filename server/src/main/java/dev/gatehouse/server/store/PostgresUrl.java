package dev.gatehouse.server.store;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is.
 *
 * @param jdbcUrl without the credentials
 * @param user null for the driver's default
 * @param password null for none
 */
record PostgresUrl(
        String jdbcUrl, @Nullable String user, @Nullable String password) {
    private static final String EXPECTED = "A database URL is postgres://USER:PASSWORD@HOST:PORT/DATABASE.";

    /**
     * @throws IllegalArgumentException saying what a database URL looks like
     */
    static PostgresUrl parse(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new PostgresUrl(url, null, null);
        }
        URI uri = uri(url);
        boolean known = "postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme());
        if (!known || uri.getHost() == null || uri.getRawPath().length() < 2) {
            throw new IllegalArgumentException(EXPECTED);
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String[] credentials = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        return new PostgresUrl(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
                credentials.length > 0 ? decode(credentials[0]) : null,
                credentials.length > 1 ? decode(credentials[1]) : null);
    }

    private static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            // The exception's own message would show the password.
            throw new IllegalArgumentException(EXPECTED);
        }
    }

    private static String decode(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return jdbcUrl;
    }
}
