package dev.gatehouse.client.http1;

import dev.gatehouse.client.http.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Connections between requests. The one used last is used next; those that nobody needs are closed. Thread-safe. */
final class Connections {
    /** Less than servers commonly keep them. */
    static final Duration LONGEST_REST = Duration.ofSeconds(20);

    private final Connector connector;
    private final Duration longestRest;
    private final Deque<Resting> resting = new ArrayDeque<>();
    private @Nullable CompletableFuture<Void> sweeping;
    private boolean closed;

    private record Resting(Connection connection, long since) {}

    Connections(Connector connector, Duration longestRest) {
        this.connector = connector;
        this.longestRest = longestRest;
    }

    /** One to an origin that rests, or a new one. */
    Connection take(Origin origin) {
        for (Connection found = find(origin); found != null; found = find(origin)) {
            if (found.quiet()) {
                return found;
            }
            found.abort();
        }
        return new Connection(origin, connector);
    }

    private synchronized @Nullable Connection find(Origin origin) {
        for (Iterator<Resting> each = resting.iterator(); each.hasNext(); ) {
            Connection connection = each.next().connection();
            if (connection.origin().equals(origin)) {
                each.remove();
                return connection;
            }
        }
        return null;
    }

    /** Takes one back after an exchange that went well. */
    void rest(Connection connection) {
        if (!connection.reusable() || !keep(connection)) {
            connection.close();
        }
    }

    private synchronized boolean keep(Connection connection) {
        if (closed) {
            return false;
        }
        resting.addFirst(new Resting(connection, System.nanoTime()));
        if (sweeping == null) {
            sweeping = sweepAfter(longestRest);
        }
        return true;
    }

    private CompletableFuture<Void> sweepAfter(Duration wait) {
        CompletableFuture<Void> over = Timer.system().after(wait);
        over.thenRun(this::sweep);
        return over;
    }

    private void sweep() {
        expired().forEach(Connection::close);
    }

    private synchronized List<Connection> expired() {
        List<Connection> expired = new ArrayList<>();
        long now = System.nanoTime();
        while (!resting.isEmpty() && now - resting.getLast().since() >= longestRest.toNanos()) {
            expired.add(resting.removeLast().connection());
        }
        sweeping = resting.isEmpty()
                ? null
                : sweepAfter(longestRest.minusNanos(now - resting.getLast().since()));
        return expired;
    }

    /** Closes those that rest, and from now on those that would. */
    void close() {
        List<Resting> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(resting);
            resting.clear();
            if (sweeping != null) {
                sweeping.cancel(true);
            }
        }
        all.forEach(each -> each.connection().close());
    }
}
