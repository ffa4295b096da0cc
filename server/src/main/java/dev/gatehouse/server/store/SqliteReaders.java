package dev.gatehouse.server.store;

import dev.gatehouse.server.store.Database.Work;
import dev.gatehouse.server.store.sql.SqlConnection;
import dev.gatehouse.server.tenant.Tenant;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The connections that read beside the writer: a fixed number, each used by one call at a time. Thread-safe. */
final class SqliteReaders implements AutoCloseable {
    private static final int READERS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final SqliteConnections connections;
    private final BlockingQueue<Reader> idle = new ArrayBlockingQueue<>(READERS);
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Opens the first connection; the others follow when they are needed.
     *
     * @throws StoreException when the file cannot be opened
     */
    SqliteReaders(SqliteConnections connections) {
        this.connections = connections;
        for (int i = 0; i < READERS; i++) {
            idle.add(new Reader());
        }
        idle.element().open();
    }

    <T> T read(Tenant tenant, Work<T> work) {
        if (closed.get()) {
            throw new StoreException("the database is closed");
        }
        Reader reader = take();
        try {
            return reader.read(tenant, work);
        } finally {
            idle.add(reader);
        }
    }

    private Reader take() {
        try {
            Reader reader = idle.poll(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            if (reader == null) {
                throw new StoreException("too many reads are waiting");
            }
            return reader;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting to read", e);
        }
    }

    /** Lets the reads under way finish; closing again does nothing. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        for (int i = 0; i < READERS; i++) {
            take().close();
        }
    }

    /** A connection, opened when it is first needed and again after a failure. */
    private final class Reader {
        private @Nullable SqlConnection connection;

        <T> T read(Tenant tenant, Work<T> work) {
            SqlConnection open = open();
            try {
                open.sql("BEGIN").run();
                return Transaction.run(tenant, open, work);
            } finally {
                end(open);
            }
        }

        SqlConnection open() {
            if (connection == null) {
                connection = connections.openForReading();
            }
            return connection;
        }

        private void end(SqlConnection open) {
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
