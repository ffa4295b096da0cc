package dev.gatehouse.client.http1;

import dev.gatehouse.client.async.Timer;
import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import dev.gatehouse.client.http.Transport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * HTTP/1.1 over sockets. A blocking request is sent on its own thread, others on threads of the client. Follows no redirects:
 * the API uses none, and a token must not follow one elsewhere. A response has at most 64 MiB. Thread-safe.
 */
public final class SocketTransport implements Transport {
    private final Executor threads;
    private final Timer timer;
    private final ConnectionPool connections;
    private volatile boolean closed;

    /**
     * A transport with connections of its own.
     *
     * @param connector how connections are made
     * @param timer real time
     * @param threads where requests wait that do not block their sender
     */
    public SocketTransport(Connector connector, Timer timer, Executor threads) {
        this.threads = threads;
        this.timer = timer;
        this.connections = new ConnectionPool(connector, timer, ConnectionPool.MAX_IDLE);
    }

    @Override
    public CompletableFuture<ApiResponse> send(ApiRequest request) {
        Exchange exchange = new Exchange(request, connections, timer);
        if (closed) {
            exchange.response().completeExceptionally(new IllegalStateException("the client is closed"));
        } else if (request.blocking()) {
            exchange.run();
        } else {
            start(exchange);
        }
        return exchange.response();
    }

    private void start(Exchange exchange) {
        CompletableFuture<ApiResponse> response = exchange.response();
        CompletableFuture<Void> watch = timer.after(exchange.timeout());
        watch.thenRun(exchange::timeOut);
        response.whenComplete((received, failure) -> {
            watch.cancel(true);
            if (failure != null) {
                exchange.abort();
            }
        });
        try {
            threads.execute(exchange::run);
        } catch (RuntimeException | OutOfMemoryError e) {
            response.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        connections.close();
    }
}
