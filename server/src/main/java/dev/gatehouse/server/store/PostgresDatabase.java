package dev.gatehouse.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.server.tenant.Tenant;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database, which several servers may share. Writes run serializable and are run again when the database says
 * that they collided. Thread-safe.
 */
public final class PostgresDatabase implements Database {
    // serialization_failure and deadlock_detected: run the whole transaction again.
    private static final Set<String> COLLISIONS = Set.of("40001", "40P01");
    private static final int MOST_TRIES = 12;

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    /**
     * @param url {@code postgres://user:password@host:port/database?parameters}, or the same as a JDBC URL
     */
    public PostgresDatabase(String url) {
        PostgresUrl parsed = PostgresUrl.parse(url);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(parsed.jdbcUrl());
        config.setUsername(parsed.user());
        config.setPassword(parsed.password());
        config.setMaximumPoolSize(Math.max(16, 4 * Runtime.getRuntime().availableProcessors()));
        config.setMinimumIdle(2);
        config.setConnectionTimeout(10_000);
        config.setPoolName("postgres");
        pool = new HikariDataSource(config);
        Migrations.run(pool, "", "COLLATE \"C\"");
        jdbi = Jdbi.create(pool);
    }

    @Override
    public <T> T read(Tenant tenant, Work<T> work) {
        return retrying(tenant, work, TransactionIsolationLevel.REPEATABLE_READ, true);
    }

    @Override
    public <T> T write(Tenant tenant, Work<T> work) {
        return retrying(tenant, work, TransactionIsolationLevel.SERIALIZABLE, false);
    }

    private <T> T retrying(Tenant tenant, Work<T> work, TransactionIsolationLevel level, boolean readOnly) {
        for (int tried = 1; ; tried++) {
            try (Handle handle = jdbi.open()) {
                handle.setReadOnly(readOnly);
                return handle.inTransaction(level, h -> work.run(new Transaction(tenant, h)));
            } catch (RuntimeException e) {
                if (tried == MOST_TRIES || !isCollision(e)) {
                    throw e;
                }
                pause(tried);
            }
        }
    }

    private static boolean isCollision(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && COLLISIONS.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** Longer each time, and of a random length, so that those that collided do not meet again. */
    private static void pause(int tried) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, 4L << Math.min(tried, 7)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while a write was to run again", e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
