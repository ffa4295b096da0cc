package dev.gatehouse.server.store;

import dev.gatehouse.server.store.cluster.PeriodicTask;
import dev.gatehouse.server.store.sql.Dialect;
import dev.gatehouse.server.store.sql.SqlConnection;
import dev.gatehouse.server.store.sql.SqlExceptionTranslator;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Lets one of the nodes that start together migrate a database, by a row that lasts for a while and is renewed. One that dies
 * leaves the row, which another takes over once it has expired.
 */
final class MigrationLock implements AutoCloseable {
    static final String TABLE = "schema_lock";

    private static final Duration TERM = Duration.ofSeconds(30);
    private static final Duration RENEWAL = Duration.ofSeconds(5);
    private static final Duration ASK_AGAIN = Duration.ofMillis(250);
    private static final int MAX_ATTEMPTS = 5;
    private static final System.Logger LOG = System.getLogger("gatehouse.database");

    private final DataSource source;
    private final SqlExceptionTranslator faults;
    private final InstantSource clock;
    private final String owner = UUID.randomUUID().toString();
    private @Nullable PeriodicTask renewal;

    private MigrationLock(DataSource source, Dialect dialect, InstantSource clock) {
        this.source = source;
        this.faults = new SqlExceptionTranslator(dialect, "for migrations");
        this.clock = clock;
    }

    /**
     * Waits until no other node migrates the database.
     *
     * @param source whose connections commit each statement
     * @throws StoreException when the database fails, or the thread is interrupted
     */
    static MigrationLock acquire(DataSource source, Dialect dialect, InstantSource clock) {
        MigrationLock lock = new MigrationLock(source, dialect, clock);
        lock.createTable();
        for (boolean waited = false; !lock.take(); waited = true) {
            if (!waited) {
                LOG.log(Level.INFO, "another node is migrating the database: waiting for it");
            }
            pause();
        }
        lock.renewal = new PeriodicTask("migration-lock", RENEWAL, lock::renew);
        return lock;
    }

    private interface Use<T> {
        T of(SqlConnection connection);
    }

    private <T> T use(Use<T> use) {
        try (SqlConnection connection = new SqlConnection(source.getConnection(), faults)) {
            return use.of(connection);
        } catch (SQLException e) {
            throw faults.translate(e);
        }
    }

    /** Nodes that begin together make it together, and PostgreSQL then fails all but one, table or no table. */
    private void createTable() {
        for (int attempt = 1; ; attempt++) {
            try {
                use(connection -> {
                    connection
                            .sql(
                                    "CREATE TABLE IF NOT EXISTS " + TABLE
                                            + " (name TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, expires_at BIGINT NOT NULL)")
                            .run();
                    return true;
                });
                return;
            } catch (StoreException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
                pause();
            }
        }
    }

    private boolean take() {
        long now = clock.millis();
        long expires = now + TERM.toMillis();
        return use(connection -> connection
                                .sql(
                                        "INSERT INTO " + TABLE
                                                + " (name, owner, expires_at) VALUES ('migration', ?, ?) ON CONFLICT DO NOTHING",
                                        owner,
                                        expires)
                                .update()
                        + connection
                                .sql(
                                        "UPDATE " + TABLE + " SET owner = ?, expires_at = ? WHERE name = 'migration'"
                                                + " AND (owner = ? OR expires_at < ?)",
                                        owner,
                                        expires,
                                        owner,
                                        now)
                                .update())
                > 0;
    }

    private void renew() {
        use(connection -> connection
                .sql("UPDATE " + TABLE + " SET expires_at = ? WHERE owner = ?", clock.millis() + TERM.toMillis(), owner)
                .update());
    }

    private static void pause() {
        try {
            Thread.sleep(ASK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("it was told to stop while another node migrated the database", e);
        }
    }

    /** Lets the next node go on. */
    @Override
    public void close() {
        if (renewal != null) {
            renewal.close();
        }
        use(connection -> connection
                .sql("DELETE FROM " + TABLE + " WHERE owner = ?", owner)
                .update());
    }
}
