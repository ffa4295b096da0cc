package dev.gatehouse.bench.load;

import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends one request after the other over a connection of its own. */
public final class HttpWorker implements Worker {
    private final HttpConnection connection;
    private final Supplier<byte[]> requests;

    private HttpWorker(HttpConnection connection, Supplier<byte[]> requests) {
        this.connection = connection;
        this.requests = requests;
    }

    /**
     * Workers on that port.
     *
     * @param requests gives the next whole request; asked by many threads
     */
    public static Opening on(int port, Supplier<byte[]> requests) {
        return () -> new HttpWorker(new HttpConnection(port), requests);
    }

    @Override
    public @Nullable String once() throws IOException {
        int status = connection.exchange(requests.get());
        return status / 100 == 2 ? null : status + " " + connection.body();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
