package dev.gatehouse.server.store;

import dev.gatehouse.server.file.PrivateFile;
import dev.gatehouse.server.tenant.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * SQLite in one file: a write-ahead log synced at every commit, one writer that commits the calls waiting for it together,
 * and readers beside it. Thread-safe.
 */
public final class SqliteDatabase implements Database {
    private final SqliteReaders readers;
    private final SqliteWriter writer;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Opens the database in {@code file}, making or migrating it where needed.
     *
     * @throws StoreException when the file is no database, or one of a newer release
     */
    public SqliteDatabase(Path file) {
        this(file, UnaryOperator.identity());
    }

    /**
     * As {@link #SqliteDatabase(Path)}, for tests of what fails.
     *
     * @param around what each source of connections is replaced by
     */
    SqliteDatabase(Path file, UnaryOperator<DataSource> around) {
        create(file);
        SqliteConnections connections = new SqliteConnections(file, around);
        // The writer's connection comes first: the last one to be closed would take the write-ahead log with it.
        writer = new SqliteWriter(connections);
        try {
            Migrations.run(connections.writing(), Dialect.SQLITE);
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
        readers = new SqliteReaders(connections);
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
    public <T> T write(Tenant tenant, Work<T> work) {
        return writer.write(tenant, work);
    }

    /** Lets the calls under way finish, then closes the file; closing again does nothing. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            writer.close();
            readers.close();
        }
    }
}
