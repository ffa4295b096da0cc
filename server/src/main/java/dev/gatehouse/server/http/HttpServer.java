package dev.gatehouse.server.http;

import dev.gatehouse.server.address.AddressRange;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/**
 * The server, listening: HTTPS with HTTP/2 and HTTP/1.1, plain HTTP on loopback, and a management port with threads and
 * connections of its own, so that it answers while the others are overrun.
 */
public final class HttpServer implements AutoCloseable {
    static final int MAX_CONCURRENT_REQUESTS = 56;
    private static final int MAX_CONCURRENT_MANAGEMENT_REQUESTS = 4;
    private static final ConnectionBudget MANAGEMENT_CONNECTIONS = new ConnectionBudget(32, 0);
    private static final InetAddress LOOPBACK = AddressRange.address("127.0.0.1");

    private final JettyServer main;
    private final ServerConnector https;
    private final @Nullable ServerConnector http;
    private final @Nullable JettyServer management;
    private final @Nullable ServerConnector managementConnector;

    /**
     * Not yet listening.
     *
     * @param routes what is served to everybody
     * @param managementRoutes what is served on the management port
     */
    public HttpServer(HttpSettings settings, List<Route> routes, List<Route> managementRoutes, MeterRegistry meters) {
        this(settings, routes, managementRoutes, meters, Interceptor.NONE);
    }

    /** As the other, with something before the endpoints that are served to everybody. */
    public HttpServer(
            HttpSettings settings,
            List<Route> routes,
            List<Route> managementRoutes,
            MeterRegistry meters,
            Interceptor interceptor) {
        this(
                settings,
                routes,
                managementRoutes,
                meters,
                interceptor,
                ConnectionBudget.ofHeap(Runtime.getRuntime().maxMemory()));
    }

    HttpServer(
            HttpSettings settings,
            List<Route> routes,
            List<Route> managementRoutes,
            MeterRegistry meters,
            Interceptor interceptor,
            ConnectionBudget budget) {
        Ports ports = settings.ports();
        Connectors connectors = new Connectors(settings.limits(), budget);
        main = new JettyServer("http", MAX_CONCURRENT_REQUESTS, budget, settings, routes, meters, interceptor);
        https = main.add(server -> connectors.https(server, settings));
        http = ports.http() < 0 ? null : main.add(server -> connectors.http(server, LOOPBACK, ports.http()));
        if (ports.management() < 0) {
            management = null;
            managementConnector = null;
        } else {
            JettyServer jetty = new JettyServer(
                    "management",
                    MAX_CONCURRENT_MANAGEMENT_REQUESTS,
                    MANAGEMENT_CONNECTIONS,
                    new HttpSettings(settings.certificate(), ports, settings.limits(), List.of(), null),
                    managementRoutes,
                    new CompositeMeterRegistry(), // which is empty: probes are no requests that anybody wants counted
                    Interceptor.NONE);
            management = jetty;
            managementConnector = jetty.add(server -> new Connectors(settings.limits(), MANAGEMENT_CONNECTIONS)
                    .http(server, ports.address(), ports.management()));
        }
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
            open(http);
            open(managementConnector);
            if (management != null) {
                management.start();
            }
            main.start();
        } catch (PortTakenException e) {
            close();
            throw e;
        } catch (Exception e) { // Jetty declares no narrower one
            close();
            throw new IllegalStateException("the HTTP server could not be started", e);
        }
    }

    private static void open(@Nullable ServerConnector connector) throws IOException {
        if (connector == null) {
            return;
        }
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

    /** The port that health and metrics are served on; negative when they are not. */
    public int managementPort() {
        return managementConnector == null ? -1 : managementConnector.getLocalPort();
    }

    /** What is served to everybody. */
    JettyServer main() {
        return main;
    }

    /**
     * Goes on serving for a while, in which load balancers notice that this server is not ready and connections end with their
     * next response.
     *
     * @param time zero for none
     */
    public void drain(Duration time) {
        main.drain();
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Takes no new request, lets those in flight finish for the stop timeout, and stops listening.
     *
     * @throws IllegalStateException when some of them had to be cut off
     */
    @Override
    public void close() {
        try {
            try {
                main.stop();
            } finally {
                if (management != null) {
                    management.stop();
                }
            }
        } catch (Exception e) { // Jetty declares no narrower one
            throw new IllegalStateException("the HTTP server did not stop cleanly", e);
        }
    }
}
