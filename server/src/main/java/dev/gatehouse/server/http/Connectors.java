package dev.gatehouse.server.http;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** Makes Jetty's connectors: HTTPS with HTTP/2 and HTTP/1.1, and plain HTTP. */
final class Connectors {
    private static final int MAX_HTTP2_HEADER_BYTES = 4 * HeaderLimit.BYTES;

    private final HttpLimits limits;
    private final ConnectionBudget budget;
    private final AtomicInteger withLargeCache = new AtomicInteger();

    Connectors(HttpLimits limits, ConnectionBudget budget) {
        this.limits = limits;
        this.budget = budget;
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(HeaderLimit.BYTES);
        configuration.setResponseHeaderSize(HeaderLimit.BYTES);
        configuration.setOutputBufferSize(16 * 1024);
        // An identifier in a path may hold anything, encoded; the API decodes each segment by itself.
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        return configuration;
    }

    private ConnectionFactory http1(HttpConfiguration configuration) {
        return new HttpConnections(configuration, budget.withLargeCache(), withLargeCache);
    }

    ServerConnector https(Server server, HttpSettings settings) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(settings.certificate().keyStore());
        tls.setKeyStorePassword("");
        tls.setSniRequired(false);
        HttpConfiguration configuration = configuration();
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        HttpConfiguration http2 = new HttpConfiguration(configuration);
        http2.setRequestHeaderSize(MAX_HTTP2_HEADER_BYTES);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol("http/1.1");
        ServerConnector connector = new ServerConnector(
                server,
                -1,
                -1,
                new SslConnectionFactory(tls, alpn.getProtocol()),
                alpn,
                new HTTP2ServerConnectionFactory(http2),
                http1(configuration));
        return listening(connector, settings.ports().address(), settings.ports().https());
    }

    /**
     * @param address null for every one of this machine
     */
    ServerConnector http(Server server, @Nullable InetAddress address, int port) {
        HttpConfiguration configuration = configuration();
        ServerConnector connector = new ServerConnector(
                server, -1, -1, http1(configuration), new HTTP2CServerConnectionFactory(configuration));
        return listening(connector, address, port);
    }

    private ServerConnector listening(ServerConnector connector, @Nullable InetAddress address, int port) {
        connector.setHost(address == null ? null : address.getHostAddress());
        connector.setPort(port);
        connector.setIdleTimeout(limits.idleTimeout().toMillis());
        return connector;
    }
}
