package dev.gatehouse.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.server.store.sql.SqlConnection;
import dev.gatehouse.server.tenant.Tenant;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL database, which several servers may share. Writes run serializable and are run again when the database says
 * that they collided. Thread-safe.
 */
public final class PostgresDatabase implements Database {
    private static final String SNAPSHOT = "TRANSACTION_REPEATABLE_READ";
    private static final int MAX_TRIES = 12;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    // A pool for each isolation level: to change a connection's level costs a message there and back.
    private final HikariDataSource writing;
    private final HikariDataSource reading;
    private final ReadWriteLock calls = new ReentrantReadWriteLock();
    private volatile boolean closed;

    /**
     * Opens the database, migrating it where needed.
     *
     * @param url {@code postgres://user:password@host:port/database?parameters}, or the same as a JDBC URL
     * @throws IllegalArgumentException when it is no such URL
     * @throws StoreException when the database cannot be reached, or is one of a newer release
     */
    public PostgresDatabase(String url) {
        PostgresUrl parsed = PostgresUrl.parse(url);
        writing = pool(parsed, "postgres-write", "TRANSACTION_SERIALIZABLE");
        try {
            Migrations.run(source(parsed), Dialect.POSTGRESQL);
            reading = pool(parsed, "postgres-read", SNAPSHOT);
        } catch (RuntimeException e) {
            writing.close();
            throw e;
        }
    }

    /** For migrations, which several servers may begin together: each must see what the one before it committed. */
    private static DataSource source(PostgresUrl parsed) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(parsed.jdbcUrl());
        if (parsed.user() != null) {
            source.setUser(parsed.user());
        }
        if (parsed.password() != null) {
            source.setPassword(parsed.password());
        }
        return source;
    }

    private static HikariDataSource pool(PostgresUrl parsed, String name, String isolation) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(parsed.jdbcUrl());
        config.setUsername(parsed.user());
        config.setPassword(parsed.password());
        config.setMaximumPoolSize(Math.max(8, 2 * Runtime.getRuntime().availableProcessors()));
        config.setMinimumIdle(2);
        config.setConnectionTimeout(10_000);
        config.setPoolName(name);
        config.setTransactionIsolation(isolation);
        config.setReadOnly(isolation.equals(SNAPSHOT));
        config.setAutoCommit(false);
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new StoreException(reason(e), e);
        }
    }

    /** What the database said; the pool's own words would show the URL, and with it a password. */
    private static String reason(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getMessage() != null) {
                return sql.getMessage().lines().findFirst().orElse("").replaceAll("\\.$", "");
            }
        }
        return "it cannot be reached";
    }

    @Override
    public <T> T read(Tenant tenant, Work<T> work) {
        return call(reading, tenant, work);
    }

    @Override
    public <T> T write(Tenant tenant, Work<T> work) {
        return call(writing, tenant, work);
    }

    private <T> T call(DataSource pool, Tenant tenant, Work<T> work) {
        calls.readLock().lock();
        try {
            if (closed) {
                throw new StoreException("the database is closed");
            }
            return retrying(pool, tenant, work);
        } finally {
            calls.readLock().unlock();
        }
    }

    private static <T> T retrying(DataSource pool, Tenant tenant, Work<T> work) {
        for (int tried = 1; ; tried++) {
            try {
                return run(pool, tenant, work);
            } catch (RuntimeException e) {
                if (tried == MAX_TRIES || !Dialect.POSTGRESQL.isCollision(e)) {
                    throw e;
                }
                pause(tried);
            }
        }
    }

    /** What is not committed here, the pool rolls back when it gets the connection again. */
    private static <T> T run(DataSource pool, Tenant tenant, Work<T> work) {
        try (SqlConnection connection = new SqlConnection(pool.getConnection())) {
            T result = Transaction.run(tenant, connection, work);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw new StoreException("the database cannot be reached", e);
        }
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

    /** Lets the calls under way finish, then ends the connections; closing again does nothing. */
    @Override
    public void close() {
        closed = true;
        awaitCalls();
        reading.close();
        writing.close();
    }

    private void awaitCalls() {
        try {
            if (calls.writeLock().tryLock(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                calls.writeLock().unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
