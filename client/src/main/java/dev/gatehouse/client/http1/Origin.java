package dev.gatehouse.client.http1;

import java.net.URI;

/**
 * Where a connection leads to (RFC 6454).
 *
 * @param host in brackets when it is an IPv6 address
 */
record Origin(boolean secure, String host, int port) {
    /**
     * Of an address.
     *
     * @throws IllegalArgumentException when it is not one of HTTP
     */
    static Origin of(URI uri) {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        if (uri.getHost() == null || !secure && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("requests go to http:// and https:// alone");
        }
        return new Origin(secure, uri.getHost(), uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80);
    }

    /** Host and port, as CONNECT names them. */
    String authority() {
        return host + ":" + port;
    }

    /** The host as TLS and look-ups take it. */
    String name() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
