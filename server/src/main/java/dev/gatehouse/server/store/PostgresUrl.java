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
        // Not getHost(): it knows neither underscores, as container names have them, nor several hosts.
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        String hosts = authority.substring(at + 1);
        if (!known || hosts.isEmpty() || uri.getRawPath().length() < 2) {
            throw new IllegalArgumentException(EXPECTED);
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String[] credentials =
                at < 0 ? new String[0] : authority.substring(0, at).split(":", 2);
        return new PostgresUrl(
                "jdbc:postgresql://" + hosts + uri.getRawPath() + query,
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

    /** Percent-decodes; the class at hand decodes forms, in which a plus is a space. */
    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Without the parameters, which may hold a password too. */
    @Override
    public String toString() {
        return jdbcUrl.replaceFirst("\\?.*", "");
    }
}
