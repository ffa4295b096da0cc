package dev.gatehouse.bench.baseline;

import dev.gatehouse.bench.load.Worker;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Inserts rows into one SQLite table without secondary indexes; each is durable before its worker inserts the next. The
 * write-ahead log is synced at every commit, and one thread commits all pending rows together (group commit): no create of
 * the server can be faster. Workers may be used by many threads.
 */
public final class SqliteBaseline implements AutoCloseable {
    private static final int MAX_BATCH = 256;

    private final BlockingQueue<CompletableFuture<Void>> pending = new LinkedBlockingQueue<>();
    private final AtomicLong sequence = new AtomicLong();
    private final String body;
    private final Connection connection;
    private final Thread writer = new Thread(this::write, "sqlite-writer");

    /**
     * @param file a new file
     * @param rowBytes the size of a row's body
     */
    public SqliteBaseline(Path file, int rowBytes) throws SQLException {
        body = "x".repeat(rowBytes);
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        connection = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (tenant TEXT NOT NULL, user_id TEXT NOT NULL, body TEXT NOT NULL,"
                    + " PRIMARY KEY (tenant, user_id))");
        }
        connection.setAutoCommit(false);
        writer.start();
    }

    /** A worker that inserts a row and waits until it is durable. */
    public Worker worker() {
        return this::insert;
    }

    private @Nullable String insert() throws Exception {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        pending.add(durable);
        durable.get();
        return null;
    }

    private void write() {
        List<CompletableFuture<Void>> batch = new ArrayList<>();
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO users (tenant, user_id, body) VALUES ('bench', ?, ?)")) {
            while (!Thread.currentThread().isInterrupted()) {
                batch.add(pending.take());
                pending.drainTo(batch, MAX_BATCH - 1);
                commit(insert, batch.size());
                batch.forEach(durable -> durable.complete(null));
                batch.clear();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            batch.forEach(durable -> durable.completeExceptionally(e));
        }
    }

    private void commit(PreparedStatement insert, int rows) throws SQLException {
        for (int i = 0; i < rows; i++) {
            insert.setString(1, "email|" + sequence.incrementAndGet());
            insert.setString(2, body);
            insert.executeUpdate();
        }
        connection.commit();
    }

    @Override
    public void close() throws SQLException, InterruptedException {
        writer.interrupt();
        writer.join();
        connection.close();
    }
}
