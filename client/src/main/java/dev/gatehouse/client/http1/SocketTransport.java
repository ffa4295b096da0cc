package dev.gatehouse.client.http1;

import dev.gatehouse.client.async.ConcurrencyLimit;
import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.Transport;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 over sockets. A request whose sender waits is sent on that thread, and others on threads of its own. At most 64
 * requests are under way at once; the others wait for their turn, within their time. Follows no redirects: the API answers
 * none, and a token must not follow one elsewhere. An answer has at most 64 MiB. Thread-safe.
 */
public final class SocketTransport implements Transport {
    private static final int MAX_CONCURRENT = 64;

    private final ExecutorService executor = threads();
    private final ConnectionPool connections;
    private final ConcurrencyLimit turns = new ConcurrencyLimit(MAX_CONCURRENT);
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean closed;

    /**
     * A transport with connections of its own.
     *
     * @param connectTimeout how long connecting may take, greater than 0
     * @param trust whom to trust; null for the JDK's own certificate authorities
     * @param proxy null for what the JDK is told of proxies by its system properties
     * @param proxyAuthorization what the proxy is sent as {@code Proxy-Authorization}, and nobody else; null for nothing
     */
    public SocketTransport(
            Duration connectTimeout,
            @Nullable SSLContext trust,
            @Nullable ProxySelector proxy,
            @Nullable String proxyAuthorization) {
        connections = new ConnectionPool(
                new Connector(connectTimeout, trust, proxy, proxyAuthorization), ConnectionPool.MAX_IDLE);
    }

    /** Daemons, which end when they have been idle for ten seconds. Unbounded: what follows an answer may wait itself. */
    private static ExecutorService threads() {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "management-client-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public CompletableFuture<ApiResponse> send(ApiRequest request) {
        Exchange exchange = new Exchange(request, connections);
        if (closed) {
            exchange.answer().completeExceptionally(new IllegalStateException("the client is closed"));
        } else if (request.blocking() && turns.takeNow()) {
            exchange.run(turns::end);
        } else {
            queue(exchange);
        }
        return exchange.answer();
    }

    private void queue(Exchange exchange) {
        CompletableFuture<ApiResponse> answer = exchange.answer();
        CompletableFuture<Void> watch =
                exchange.deadline().watch(() -> answer.completeExceptionally(Deadline.passed()));
        underWay.incrementAndGet();
        answer.whenComplete((response, failure) -> {
            watch.cancel(true);
            if (failure != null) {
                exchange.abort();
            }
            underWay.decrementAndGet();
            endWhenClosed();
        });
        turns.take(() -> start(exchange));
    }

    /** Whether it is under way; not when it was given up while it waited. */
    private boolean start(Exchange exchange) {
        if (exchange.answer().isDone()) {
            return false;
        }
        try {
            executor.execute(() -> exchange.run(turns::end));
            return true;
        } catch (RuntimeException | OutOfMemoryError e) {
            // No thread could be had.
            exchange.answer().completeExceptionally(e);
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        connections.close();
        endWhenClosed();
    }

    private void endWhenClosed() {
        if (closed && underWay.get() == 0) {
            executor.shutdown();
        }
    }
}
