package dev.gatehouse.client.http1;

import dev.gatehouse.client.async.Deadline;
import dev.gatehouse.client.async.Timer;
import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A request and its response. When the response's future ends otherwise, the connection ends with it. */
final class Exchange {
    private final ApiRequest request;
    private final ConnectionPool connections;
    private final Deadline deadline;
    private final CompletableFuture<ApiResponse> response = new CompletableFuture<>();
    private volatile @Nullable Connection connection;

    Exchange(ApiRequest request, ConnectionPool connections, Timer timer) {
        this.request = request;
        this.connections = connections;
        this.deadline = new Deadline(timer, timer.nanoTime() + request.timeout().toNanos());
    }

    CompletableFuture<ApiResponse> response() {
        return response;
    }

    Duration timeout() {
        return request.timeout();
    }

    /** Fails as a request whose time has passed, by what was being waited for. */
    void timeOut() {
        Connection taken = connection;
        response.completeExceptionally(
                taken == null ? Connection.timedOut(request) : taken.timedOut(request, deadline));
    }

    /** Blocks this thread until there is a response. */
    void run() {
        try {
            response.complete(exchanged());
        } catch (Throwable e) { // Whatever it is: somebody waits for the future.
            response.completeExceptionally(e);
        }
    }

    private ApiResponse exchanged() throws IOException {
        Connection taken = connections.take(Origin.of(request.uri()));
        connection = taken;
        if (response.isDone()) {
            abort();
        }
        boolean done = false;
        try {
            ApiResponse received = taken.exchange(request, deadline);
            done = true;
            return received;
        } finally {
            if (done) {
                connections.rest(taken);
            } else {
                taken.abort();
            }
        }
    }

    /** Ends its connection, if it has one. */
    void abort() {
        Connection taken = connection;
        if (taken != null) {
            taken.abort();
        }
    }
}
