package dev.gatehouse.server.store;

import dev.gatehouse.server.file.PrivateFile;
import dev.gatehouse.server.tenant.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * SQLite in one file: a write-ahead log synced at every commit, one writer that commits the calls waiting for it together,
 * and readers beside it. Thread-safe.
 */
public final class SqliteDatabase implements Database {
    private static final int READERS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final BlockingQueue<Reader> readers = new ArrayBlockingQueue<>(READERS);
    private final SqliteWriter writer;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Opens the database in {@code file}, making or migrating it where needed.
     *
     * @throws StoreException when the file is no database, or one of a newer release
     */
    public SqliteDatabase(Path file) {
        create(file);
        SQLiteDataSource writing = dataSource(file, false);
        Handle handle = open(writing);
        try {
            Migrations.run(writing, "WITHOUT ROWID", "TEXT");
        } catch (RuntimeException e) {
            handle.close();
            throw e;
        }
        writer = new SqliteWriter(handle);
        SQLiteDataSource reading = dataSource(file, true);
        for (int i = 0; i < READERS; i++) {
            readers.add(Reader.of(open(reading)));
        }
    }

    /** A connection that reads, and what its transactions begin and end with. */
    private record Reader(Handle handle, CompiledStatements statements) {
        static Reader of(Handle handle) {
            handle.execute("PRAGMA query_only = true");
            return new Reader(handle, new CompiledStatements(handle.getConnection()));
        }
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

    private static SQLiteDataSource dataSource(Path file, boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(5_000);
        config.setGetGeneratedKeys(false); // which would be asked for after each statement, by another
        config.setCacheSize(readOnly ? -2_000 : -16_000);
        config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, Long.toString(256L << 20));
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, "4000");
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static Handle open(SQLiteDataSource source) {
        Jdbi jdbi = Jdbi.create(source);
        jdbi.setStatementBuilderFactory(ignored -> new PreparedStatements());
        try {
            return jdbi.open();
        } catch (ConnectionException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new StoreException("it cannot be opened: " + reason.getMessage(), e);
        }
    }

    @Override
    public <T> T read(Tenant tenant, Work<T> work) {
        if (closed.get()) {
            throw new StoreException("the database is closed");
        }
        Reader reader = take();
        try {
            reader.statements().run("BEGIN");
            try {
                return work.run(new Transaction(tenant, reader.handle(), reader.statements()));
            } finally {
                reader.statements().run("COMMIT");
            }
        } catch (JdbiException e) {
            throw new StoreException("the database failed", e);
        } finally {
            readers.add(reader);
        }
    }

    private Reader take() {
        try {
            Reader reader = readers.poll(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            if (reader == null) {
                throw new StoreException("too many reads are waiting");
            }
            return reader;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting to read", e);
        }
    }

    @Override
    public <T> T write(Tenant tenant, Work<T> work) {
        try {
            return writer.write(tenant, work);
        } catch (JdbiException e) {
            throw new StoreException("the database failed", e);
        }
    }

    /** Lets the calls under way finish, then closes the file; closing again does nothing. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        writer.close();
        for (int i = 0; i < READERS; i++) {
            take().handle().close();
        }
    }
}
