package dev.gatehouse.server.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** Jetty, listening: HTTPS with HTTP/2 and HTTP/1.1, and plain HTTP on loopback. */
public final class HttpServer implements AutoCloseable {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final int MAX_THREADS = 64;
    /** How long a connection may idle while others wait to be accepted. */
    private static final Duration CROWDED_IDLE_TIMEOUT = Duration.ofSeconds(1);

    private static final int MAX_HTTP2_HEADER_BYTES = 4 * HeaderLimit.BYTES;

    private final ConnectionBudget budget =
            ConnectionBudget.ofHeap(Runtime.getRuntime().maxMemory());
    private final Server server;
    private final ServerConnector https;
    private final @Nullable ServerConnector http;

    /**
     * Not yet listening.
     *
     * @param routes what is served
     */
    public HttpServer(HttpSettings settings, List<Route> routes, MeterRegistry meters) {
        this(settings, routes, meters, Interceptor.NONE);
    }

    /** As the other, with something before the endpoints. */
    public HttpServer(HttpSettings settings, List<Route> routes, MeterRegistry meters, Interceptor interceptor) {
        server = new Server(threads());
        https = httpsConnector(settings);
        server.addConnector(https);
        http = settings.httpPort() < 0 ? null : httpConnector(settings);
        if (http != null) {
            server.addConnector(http);
        }
        NetworkConnectionLimit limit = new NetworkConnectionLimit(budget.max(), server);
        limit.setEndPointIdleTimeout(CROWDED_IDLE_TIMEOUT.toMillis());
        server.addBean(limit);
        ResponseWriter responses = new ResponseWriter(meters, settings.accessLog());
        server.setHandler(new GracefulHandler(new JettyHandler(routes, settings, responses, interceptor)));
        server.setErrorHandler(new JettyErrorHandler(responses));
        server.setStopTimeout(STOP_TIMEOUT.toMillis());
    }

    /** Where the runtime has virtual threads, each request gets one. */
    private static QueuedThreadPool threads() {
        QueuedThreadPool pool = new QueuedThreadPool(MAX_THREADS, 4);
        pool.setName("http");
        if (VirtualThreads.areSupported()) {
            pool.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        }
        return pool;
    }

    private HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(HeaderLimit.BYTES);
        configuration.setResponseHeaderSize(HeaderLimit.BYTES);
        configuration.setHeaderCacheSize(budget.headerCacheCharacters());
        configuration.setOutputBufferSize(16 * 1024);
        // An identifier in a path may hold anything, encoded; the API decodes each segment by itself.
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        return configuration;
    }

    private ServerConnector httpsConnector(HttpSettings settings) {
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
                new HttpConnectionFactory(configuration));
        connector.setPort(settings.httpsPort());
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        return connector;
    }

    private ServerConnector httpConnector(HttpSettings settings) {
        HttpConfiguration configuration = configuration();
        ConnectionFactory http1 = new HttpConnectionFactory(configuration);
        ServerConnector connector =
                new ServerConnector(server, -1, -1, http1, new HTTP2CServerConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        connector.setPort(settings.httpPort());
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        return connector;
    }

    /**
     * Starts listening.
     *
     * @throws PortTakenException when another program listens on one of the ports
     */
    public void start() {
        start(null);
    }

    /**
     * As the other.
     *
     * @param held listens for HTTPS already; null to listen on the port of the settings
     */
    public void start(@Nullable ServerSocketChannel held) {
        try {
            if (held == null) {
                open(https);
            } else {
                https.open(held);
            }
            if (http != null) {
                open(http);
            }
            server.start();
        } catch (PortTakenException e) {
            close();
            throw e;
        } catch (Exception e) { // Jetty declares no narrower one
            close();
            throw new IllegalStateException("the HTTP server could not be started", e);
        }
    }

    private static void open(ServerConnector connector) throws IOException {
        try {
            connector.open();
        } catch (IOException e) {
            if (e instanceof BindException || e.getCause() instanceof BindException) {
                throw new PortTakenException(connector.getPort());
            }
            throw e;
        }
    }

    /** The port that HTTPS is served on. */
    public int httpsPort() {
        return https.getLocalPort();
    }

    /** The port that plain HTTP is served on; negative when it is not. */
    public int httpPort() {
        return http == null ? -1 : http.getLocalPort();
    }

    /** Takes no new request, lets those in flight finish for at most 20 seconds, and stops listening. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // Jetty declares no narrower one
            throw new IllegalStateException("the HTTP server did not stop cleanly", e);
        }
    }
}
