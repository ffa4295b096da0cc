package dev.gatehouse.server.store;

import dev.gatehouse.server.store.sql.Dialect;
import dev.gatehouse.server.store.sql.SqlConnection;
import dev.gatehouse.server.store.sql.SqlExceptionTranslator;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** Opens connections to a SQLite file: a write-ahead log that is synced at every commit. Thread-safe. */
final class SqliteConnections {
    /** Beside the heap, so a small heap comes with small caches. */
    private static final int WRITER_CACHE_KIB = cacheKib(16_000, 32);

    /** Each reader has one; what it does not hold, the system's cache of the file most often does. */
    private static final int READER_CACHE_KIB = cacheKib(8_000, 128);

    private static final int BUSY_TIMEOUT_MILLIS = 5_000;
    /** Some milliseconds of SQLite's work. */
    private static final int STEPS_BETWEEN_CHECKS = 50_000;

    private static final String CHECKPOINT_PAGES = "4000";

    private final DataSource writing;
    private final DataSource reading;
    private final SqlExceptionTranslator faults;

    /**
     * @param around what each source of connections is replaced by
     */
    SqliteConnections(Path file, UnaryOperator<DataSource> around) {
        faults = new SqlExceptionTranslator(Dialect.SQLITE, file.toString());
        writing = around.apply(source(file, WRITER_CACHE_KIB));
        reading = around.apply(source(file, READER_CACHE_KIB));
    }

    private static int cacheKib(int max, int partOfHeap) {
        return (int) Math.min(max, Runtime.getRuntime().maxMemory() / 1024 / partOfHeap);
    }

    private static DataSource source(Path file, int cacheKib) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setGetGeneratedKeys(false); // which would be asked for after each statement, by another
        config.setCacheSize(-cacheKib);
        // With mapped files every reader unmaps the file after each commit, which costs more than reading pages does.
        config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, "0");
        config.setTempStore(TempStore.MEMORY); // or savepoints make files
        config.enableCaseSensitiveLike(true); // as PostgreSQL has it
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, CHECKPOINT_PAGES);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    /** Where the one connection that writes comes from. */
    DataSource writing() {
        return writing;
    }

    /** What its failures mean. */
    SqlExceptionTranslator faults() {
        return faults;
    }

    /** A connection that may write. */
    SqlConnection openForWriting() throws SQLException {
        return new SqlConnection(writing.getConnection(), faults);
    }

    /** A connection that reads, and stops the statement that is running once its deadline has passed. */
    SqlConnection openForReading() throws SQLException {
        Connection jdbc = reading.getConnection();
        SqlConnection connection = new SqlConnection(jdbc, faults.forReading());
        connection.sql("PRAGMA query_only = true").run();
        ProgressHandler.setHandler(jdbc.unwrap(SQLiteConnection.class), STEPS_BETWEEN_CHECKS, new ProgressHandler() {
            @Override
            protected int progress() {
                return connection.deadline().hasPassed() ? 1 : 0;
            }
        });
        return connection;
    }
}
