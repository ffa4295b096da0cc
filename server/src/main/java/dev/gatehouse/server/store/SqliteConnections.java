package dev.gatehouse.server.store;

import dev.gatehouse.server.store.sql.SqlConnection;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteDataSource;

/** Opens connections to a SQLite file: a write-ahead log that is synced at every commit. Thread-safe. */
final class SqliteConnections {
    private static final int WRITER_CACHE_KIB = 16_000;
    private static final int READER_CACHE_KIB = 2_000;
    private static final int BUSY_TIMEOUT_MILLIS = 5_000;
    private static final String CHECKPOINT_PAGES = "4000";

    private final DataSource writing;
    private final DataSource reading;

    /**
     * @param around what each source of connections is replaced by
     */
    SqliteConnections(Path file, UnaryOperator<DataSource> around) {
        writing = around.apply(source(file, WRITER_CACHE_KIB));
        reading = around.apply(source(file, READER_CACHE_KIB));
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
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, CHECKPOINT_PAGES);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    /** Where the one connection that writes comes from. */
    DataSource writing() {
        return writing;
    }

    /**
     * A connection that may write.
     *
     * @throws StoreException when the file cannot be opened, or is no database
     */
    SqlConnection openForWriting() {
        return open(writing);
    }

    /**
     * A connection that reads.
     *
     * @throws StoreException when the file cannot be opened, or is no database
     */
    SqlConnection openForReading() {
        SqlConnection connection = open(reading);
        connection.sql("PRAGMA query_only = true").run();
        return connection;
    }

    private static SqlConnection open(DataSource source) {
        try {
            return new SqlConnection(source.getConnection());
        } catch (SQLException e) {
            throw new StoreException("it cannot be opened: " + e.getMessage(), e);
        }
    }
}
