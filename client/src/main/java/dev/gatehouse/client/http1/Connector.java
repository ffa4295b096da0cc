package dev.gatehouse.client.http1;

import dev.gatehouse.client.http.TransportOptions;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * How connections are made.
 *
 * @param timeout how long connecting may take, TLS and a proxy's part in it included
 * @param trust whom to trust; null for the JDK's own certificate authorities
 * @param proxies which proxy to go by; null for those the JDK is told of by its system properties
 * @param proxyAuthorization what a proxy is sent as {@code Proxy-Authorization}, and nobody else; null for nothing
 */
public record Connector(
        Duration timeout,
        @Nullable SSLContext trust,
        @Nullable ProxySelector proxies,
        @Nullable String proxyAuthorization) {

    /** With the options of a client. */
    public static Connector of(TransportOptions options) {
        return new Connector(options.connectTimeout(), options.trust(), options.proxy(), options.proxyAuthorization());
    }

    /**
     * The ways to an origin in the order to try them: HTTP proxies, and {@link Proxy#NO_PROXY} for a direct connection.
     *
     * @throws IllegalArgumentException when there are only SOCKS proxies
     */
    List<Proxy> routes(Origin origin) {
        ProxySelector selector = proxies == null ? ProxySelector.getDefault() : proxies;
        URI uri = URI.create((origin.secure() ? "https://" : "http://") + origin.authority());
        List<Proxy> found = selector == null ? null : selector.select(uri);
        if (found == null || found.isEmpty()) {
            return List.of(Proxy.NO_PROXY);
        }
        List<Proxy> usable =
                found.stream().filter(proxy -> proxy.type() != Proxy.Type.SOCKS).toList();
        if (usable.isEmpty()) {
            throw new IllegalArgumentException("the proxy " + found.get(0).address()
                    + " speaks SOCKS, which this client does not: configure an HTTP proxy");
        }
        return usable;
    }

    /** TLS over a connection, with the name in the certificate checked (RFC 9110 §4.3.4). */
    SSLSocket secured(Socket plain, Origin origin) throws IOException {
        SSLSocket secure =
                (SSLSocket) context().getSocketFactory().createSocket(plain, origin.name(), origin.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        secure.setSSLParameters(parameters);
        return secure;
    }

    private SSLContext context() throws IOException {
        try {
            return trust == null ? SSLContext.getDefault() : trust;
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("the JDK has no TLS", e);
        }
    }
}
