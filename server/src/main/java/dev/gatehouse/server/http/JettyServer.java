package dev.gatehouse.server.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.http2.SessionContainer;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** One Jetty with threads, connections and routes of its own. */
final class JettyServer {
    /** Threads that take in requests and answer what must not wait, while all others are busy. */
    private static final int SPARE_THREADS = 8;

    private static final int PART_OF_HEAP_FOR_BUFFERS = 16;

    private static final Duration CROWDED_IDLE_TIMEOUT = Duration.ofSeconds(1);

    private final Server server;
    private final ConnectionTracker connections;
    private final ConcurrencyLimit concurrency;
    private final JettyHandler handler;
    private final ResponseWriter responses;
    private final ResponseStreams streams;

    /**
     * @param name of its threads
     * @param maxConcurrent how many requests are worked on at once
     */
    JettyServer(
            String name,
            int maxConcurrent,
            ConnectionBudget budget,
            HttpSettings settings,
            List<Route> routes,
            MeterRegistry meters,
            Interceptor interceptor) {
        server = new Server(threads(name, maxConcurrent + SPARE_THREADS), null, buffers());
        HttpLimits limits = settings.limits();
        TrustedProxies proxies = new TrustedProxies(settings.trustedProxies());
        concurrency = new ConcurrencyLimit(maxConcurrent, limits.queueTimeout());
        ScheduledExecutorScheduler scheduler = new ScheduledExecutorScheduler(name + "-deadlines", true);
        server.addBean(scheduler);
        connections = new ConnectionTracker(
                budget, limits.headerTimeout(), limits.idleTimeout(), scheduler, proxies::contains);
        connections.addSweep(concurrency::giveUpLate);
        server.addBean(connections);
        NetworkConnectionLimit accepted = new NetworkConnectionLimit(budget.maxAccepted(), server);
        accepted.setEndPointIdleTimeout(CROWDED_IDLE_TIMEOUT.toMillis());
        server.addBean(accepted);
        streams = new ResponseStreams(name + "-stream");
        responses = new ResponseWriter(meters, settings.accessLog(), proxies, streams);
        handler = new JettyHandler(routes, limits, responses, interceptor, connections, concurrency);
        server.setHandler(new GracefulHandler(handler));
        server.setErrorHandler(new JettyErrorHandler(responses));
        server.setStopTimeout(limits.stopTimeout().toMillis());
    }

    /** Buffers that are kept for later, in the heap and beside it. */
    private static ByteBufferPool buffers() {
        long each = Runtime.getRuntime().maxMemory() / PART_OF_HEAP_FOR_BUFFERS;
        return new ArrayByteBufferPool(0, -1, -1, 1024, each, each);
    }

    /** Where the runtime has virtual threads, each request gets one. */
    private static QueuedThreadPool threads(String name, int max) {
        QueuedThreadPool pool = new QueuedThreadPool(max, 4);
        pool.setName(name);
        if (VirtualThreads.areSupported()) {
            pool.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        }
        return pool;
    }

    /** Adds a connector, before the start. */
    ServerConnector add(Function<Server, ServerConnector> make) {
        ServerConnector connector = make.apply(server);
        connector.addEventListener(connections);
        server.addConnector(connector);
        return connector;
    }

    void start() throws Exception {
        server.start();
    }

    /** Goes on serving, and has clients, and those of streams, go elsewhere for their next request. */
    void drain() {
        streams.close();
        responses.drain();
        for (Connector connector : server.getConnectors()) {
            connector.getConnectionFactories().forEach(JettyServer::sendGoAway);
        }
    }

    /** RFC 9113 §6.8: requests that are under way on connections of HTTP/2 are finished, and no further one is sent. */
    private static void sendGoAway(ConnectionFactory factory) {
        if (factory instanceof AbstractHTTP2ServerConnectionFactory http2) {
            http2.getContainedBeans(SessionContainer.class).stream()
                    .flatMap(sessions -> sessions.getSessions().stream())
                    .forEach(Session::shutdown);
        }
    }

    void stop() throws Exception {
        streams.close();
        server.stop();
    }

    ConnectionTracker connections() {
        return connections;
    }

    JettyHandler handler() {
        return handler;
    }
}
