package dev.gatehouse.server.http;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;

/** Makes connections of HTTP/1.1. The first so many remember long header fields, the others short ones. */
final class HttpConnections extends HttpConnectionFactory {
    private final HttpConnectionFactory withSmallCache;
    private final int maxWithLargeCache;
    private final AtomicInteger withLargeCache;

    /**
     * @param withLargeCache how many have a large cache now, of all connectors together
     */
    HttpConnections(HttpConfiguration configuration, int maxWithLargeCache, AtomicInteger withLargeCache) {
        super(withCache(configuration, ConnectionBudget.LARGE_CACHE_CHARACTERS));
        this.withSmallCache =
                new HttpConnectionFactory(withCache(configuration, ConnectionBudget.SMALL_CACHE_CHARACTERS));
        this.maxWithLargeCache = maxWithLargeCache;
        this.withLargeCache = withLargeCache;
    }

    private static HttpConfiguration withCache(HttpConfiguration configuration, int characters) {
        HttpConfiguration copy = new HttpConfiguration(configuration);
        copy.setHeaderCacheSize(characters);
        return copy;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint socket) {
        EndPoint endPoint = new WatchedEndPoint(socket, connector.getExecutor());
        if (withLargeCache.incrementAndGet() > maxWithLargeCache) {
            withLargeCache.decrementAndGet();
            return withSmallCache.newConnection(connector, endPoint);
        }
        Connection connection = super.newConnection(connector, endPoint);
        connection.addEventListener(new Connection.Listener() {
            @Override
            public void onClosed(Connection closed) {
                withLargeCache.decrementAndGet();
            }
        });
        return connection;
    }
}
