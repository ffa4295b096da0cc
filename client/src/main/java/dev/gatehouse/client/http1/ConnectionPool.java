package dev.gatehouse.client.http1;

import dev.gatehouse.client.async.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** ConnectionPool between requests. The one used last is used next; those that nobody needs are closed. Thread-safe. */
final class ConnectionPool {
    /** Less than servers commonly keep them. */
    static final Duration MAX_IDLE = Duration.ofSeconds(20);

    private final Connector connector;
    private final Timer timer;
    private final Duration maxIdle;
    private final Deque<IdleConnection> idle = new ArrayDeque<>();
    private @Nullable CompletableFuture<Void> sweeping;
    private boolean closed;

    private record IdleConnection(Connection connection, long since) {}

    ConnectionPool(Connector connector, Timer timer, Duration maxIdle) {
        this.timer = timer;
        this.connector = connector;
        this.maxIdle = maxIdle;
    }

    /** One to an origin that rests, or a new one. */
    Connection take(Origin origin) {
        for (Connection found = find(origin); found != null; found = find(origin)) {
            if (found.quiet()) {
                return found;
            }
            found.abort();
        }
        return new Connection(origin, connector, timer);
    }

    private synchronized @Nullable Connection find(Origin origin) {
        for (Iterator<IdleConnection> each = idle.iterator(); each.hasNext(); ) {
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
        idle.addFirst(new IdleConnection(connection, System.nanoTime()));
        if (sweeping == null) {
            sweeping = sweepAfter(maxIdle);
        }
        return true;
    }

    private CompletableFuture<Void> sweepAfter(Duration wait) {
        CompletableFuture<Void> over = timer.after(wait);
        over.thenRun(this::sweep);
        return over;
    }

    private void sweep() {
        expired().forEach(Connection::close);
    }

    private synchronized List<Connection> expired() {
        List<Connection> expired = new ArrayList<>();
        long now = System.nanoTime();
        while (!idle.isEmpty() && now - idle.getLast().since() >= maxIdle.toNanos()) {
            expired.add(idle.removeLast().connection());
        }
        sweeping = idle.isEmpty()
                ? null
                : sweepAfter(maxIdle.minusNanos(now - idle.getLast().since()));
        return expired;
    }

    /** Closes those that rest, and from now on those that would. */
    void close() {
        List<IdleConnection> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(idle);
            idle.clear();
            if (sweeping != null) {
                sweeping.cancel(true);
            }
        }
        all.forEach(each -> each.connection().close());
    }
}
