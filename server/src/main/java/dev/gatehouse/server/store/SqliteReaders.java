package dev.gatehouse.server.store;

import dev.gatehouse.server.cancellation.Cancellation;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.Database.Work;
import dev.gatehouse.server.store.sql.SqlConnection;
import dev.gatehouse.server.tenant.Tenant;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The connections that read beside the writer: a fixed number, each used by one call at a time. Thread-safe. */
final class SqliteReaders implements Reads, AutoCloseable {
    private static final Duration MAX_CLOSE = Duration.ofSeconds(10);

    private final SqliteConnections connections;
    private final int size;
    private final Duration timeout;
    /** The one used last first: its cache and its compiled statements are the warmest. */
    private final BlockingDeque<Reader> idle;

    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Opens none as yet.
     *
     * @param size how many calls may read at once
     * @param timeout how long a call may wait for a connection, and how long it may take then
     */
    SqliteReaders(SqliteConnections connections, int size, Duration timeout) {
        this.connections = connections;
        this.size = size;
        this.timeout = timeout;
        idle = new LinkedBlockingDeque<>(size);
        for (int i = 0; i < size; i++) {
            idle.add(new Reader());
        }
    }

    /** Opens the first connection, to find out early whether the file can be read. */
    void open() throws SQLException {
        idle.element().open();
    }

    @Override
    public <T> T read(Tenant tenant, Work<T> work) {
        if (closed.get()) {
            throw ErrorCode.SERVICE_UNAVAILABLE.refuse("The server is stopping.");
        }
        Reader reader = take(timeout);
        if (reader == null) {
            throw ErrorCode.SERVICE_UNAVAILABLE.refuse("Too many reads are waiting.");
        }
        try {
            Cancellation.current().requireWanted(); // it may have gone while it waited
            return reader.read(tenant, work);
        } finally {
            idle.addFirst(reader);
        }
    }

    private @Nullable Reader take(Duration longest) {
        try {
            return idle.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Lets the reads under way finish; closing again does nothing. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        for (int i = 0; i < size; i++) {
            Reader reader = take(MAX_CLOSE);
            if (reader != null) {
                reader.close();
            }
        }
    }

    /** A connection, opened when it is first needed and again after a failure. */
    private final class Reader {
        private @Nullable SqlConnection connection;

        <T> T read(Tenant tenant, Work<T> work) {
            SqlConnection open = connected();
            try {
                open.deadline().start(timeout);
                open.sql("BEGIN").run();
                return Transaction.run(tenant, open, work);
            } finally {
                end(open);
            }
        }

        private SqlConnection connected() {
            try {
                return open();
            } catch (SQLException e) {
                throw connections.faults().translate(e);
            }
        }

        SqlConnection open() throws SQLException {
            if (connection == null) {
                connection = connections.openForReading();
            }
            return connection;
        }

        private void end(SqlConnection open) {
            open.deadline().stop();
            try {
                if (!open.failed()) {
                    open.sql("COMMIT").run();
                }
            } finally {
                if (open.failed()) {
                    close();
                }
            }
        }

        void close() {
            if (connection != null) {
                SqlConnection open = connection;
                connection = null;
                open.close();
            }
        }
    }
}
