package dev.gatehouse.bench.load;

import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends requests one after another over its own connection. */
public final class HttpWorker implements Worker {
    private final HttpConnection connection;
    private final Supplier<byte[]> requests;

    private HttpWorker(HttpConnection connection, Supplier<byte[]> requests) {
        this.connection = connection;
        this.requests = requests;
    }

    /**
     * Creates workers that send requests to that port.
     *
     * @param requests supplies the next request, complete with its body; called by many threads
     */
    public static Factory to(int port, Supplier<byte[]> requests) {
        return () -> new HttpWorker(new HttpConnection(port), requests);
    }

    @Override
    public @Nullable String execute() throws IOException {
        int status = connection.exchange(requests.get());
        return status / 100 == 2 ? null : status + " " + connection.body();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
