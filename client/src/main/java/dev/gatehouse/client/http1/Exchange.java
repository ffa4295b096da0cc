package dev.gatehouse.client.http1;

import dev.gatehouse.client.http.ApiRequest;
import dev.gatehouse.client.http.ApiResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A request and its answer. Its connection ends with the answer's future, when that comes to another end. */
final class Exchange {
    private final ApiRequest request;
    private final ConnectionPool connections;
    private final Deadline deadline;
    private final CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
    private volatile @Nullable Connection connection;

    Exchange(ApiRequest request, ConnectionPool connections) {
        this.request = request;
        this.connections = connections;
        this.deadline = Deadline.in(request.timeout());
    }

    CompletableFuture<ApiResponse> answer() {
        return answer;
    }

    Deadline deadline() {
        return deadline;
    }

    /**
     * Waits for the answer on this thread.
     *
     * @param end what is to be done before the answer is passed on
     */
    void run(Runnable end) {
        ApiResponse response = null;
        Throwable failure = null;
        try {
            response = exchanged();
        } catch (Throwable e) { // Whatever it is: somebody waits for the future.
            failure = e;
        }
        end.run();
        if (failure == null) {
            answer.complete(response);
        } else {
            answer.completeExceptionally(failure);
        }
    }

    private ApiResponse exchanged() throws IOException {
        Connection taken = connections.take(Origin.of(request.uri()));
        connection = taken;
        if (answer.isDone()) {
            abort();
        }
        boolean done = false;
        try {
            ApiResponse response = taken.exchange(request, deadline);
            done = true;
            return response;
        } finally {
            if (done) {
                connections.rest(taken);
            } else {
                taken.abort();
            }
        }
    }

    /** Gives it up, if it has begun. */
    void abort() {
        Connection taken = connection;
        if (taken != null) {
            taken.abort();
        }
    }
}
