package dev.gatehouse.bench;

import dev.gatehouse.bench.load.HttpConnection;
import dev.gatehouse.bench.load.Worker;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what takes much memory or time. Any response will do but a fault of the server; one that closes the connection is
 * followed by another connection.
 */
final class HostileWorker implements Worker {
    private final int port;
    private final Supplier<byte[]> requests;
    private @Nullable HttpConnection connection;

    HostileWorker(int port, Supplier<byte[]> requests) {
        this.port = port;
        this.requests = requests;
    }

    @Override
    public @Nullable String execute() throws IOException {
        try {
            HttpConnection open = connection == null ? new HttpConnection(port) : connection;
            connection = open;
            int status = open.exchange(requests.get());
            return status >= 500 && status != 503 ? status + " " + open.body() : null;
        } catch (IOException closed) {
            close();
            ServerProcess.pause(Duration.ofMillis(10));
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        HttpConnection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }
}
