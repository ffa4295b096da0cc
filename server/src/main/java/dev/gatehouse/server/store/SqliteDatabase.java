package dev.gatehouse.server.store;

import dev.gatehouse.server.file.PrivateFile;
import dev.gatehouse.server.store.cluster.Changes;
import dev.gatehouse.server.store.sql.Dialect;
import dev.gatehouse.server.store.sql.SqlConnection;
import dev.gatehouse.server.tenant.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * SQLite in one file: a write-ahead log synced at every commit, one writer that commits the calls waiting for it together,
 * and readers beside it. Thread-safe.
 */
public final class SqliteDatabase implements Database {
    private static final int READERS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    private static final int RESERVED = 2;

    private final SqliteReaders readers;
    private final SqliteReaders reserved;
    private final SqliteReaders snapshots;
    private final SqliteWriter writer;
    private final Changes changes = new Changes(true);
    private final LastWrite lastWrite = new LastWrite();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** As {@link #SqliteDatabase(Path, Duration)}, with the default timeout. */
    public SqliteDatabase(Path file) {
        this(file, READ_TIMEOUT);
    }

    /**
     * Opens the database in {@code file}, making or migrating it where needed.
     *
     * @param timeout how long a read may take
     * @throws StoreException when the file is no database, or one of a newer release
     */
    public SqliteDatabase(Path file, Duration timeout) {
        this(file, timeout, UnaryOperator.identity());
    }

    /**
     * As {@link #SqliteDatabase(Path, Duration)}, for tests of what fails.
     *
     * @param around what each source of connections is replaced by
     */
    SqliteDatabase(Path file, Duration timeout, UnaryOperator<DataSource> around) {
        create(file);
        SqliteConnections connections = new SqliteConnections(file, around);
        readers = new SqliteReaders(connections, READERS, timeout);
        reserved = new SqliteReaders(connections, RESERVED, timeout);
        snapshots = new SqliteReaders(connections, 1, SNAPSHOT_TIMEOUT);
        SqlConnection first = null;
        try {
            // The writer's connection comes first: the last one to be closed would take the write-ahead log with it.
            first = connections.openForWriting();
            Migrations.run(connections.writing(), Dialect.SQLITE);
            readers.open();
        } catch (SQLException | RuntimeException e) {
            if (first != null) {
                first.close();
            }
            throw e instanceof RuntimeException failure
                    ? failure
                    : new StoreException("it cannot be opened: " + e.getMessage(), e);
        }
        writer = new SqliteWriter(connections, first, changes, lastWrite);
    }

    /** SQLite gives the files beside it the same permissions. */
    private static void create(Path file) {
        try {
            if (!Files.exists(file)) {
                PrivateFile.create(file);
            }
        } catch (IOException e) {
            throw new StoreException(file + " cannot be made", e);
        }
    }

    @Override
    public <T> T read(Tenant tenant, Work<T> work) {
        return readers.read(tenant, work);
    }

    @Override
    public boolean hasWritten(Duration time) {
        return lastWrite.isWithin(time);
    }

    @Override
    public <T> T readSnapshot(Tenant tenant, Work<T> work) {
        return snapshots.read(tenant, work);
    }

    @Override
    public Database reserved() {
        return new ReservedDatabase(this, reserved, new ReservedDatabase.Writes() {
            @Override
            public <T> T write(Tenant tenant, Work<T> work) {
                return writer.writeUrgently(tenant, work);
            }
        });
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public Changes changes() {
        return changes;
    }

    @Override
    public void exchange(String name, Runnable task) {}

    @Override
    public <T> T write(Tenant tenant, Work<T> work) {
        return writer.write(tenant, work);
    }

    /** Lets the calls under way finish, then closes the file; closing again does nothing. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            writer.close();
            readers.close();
            reserved.close();
            snapshots.close();
        }
    }
}
