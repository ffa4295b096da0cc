package dev.gatehouse.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.server.tenant.Tenant;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL database, which several servers may share. Writes run serializable and are run again when the database says
 * that they collided. Thread-safe.
 */
public final class PostgresDatabase implements Database {
    // serialization_failure and deadlock_detected: run the whole transaction again.
    private static final Set<String> COLLISIONS = Set.of("40001", "40P01");
    private static final int MOST_TRIES = 12;

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    // A pool for each isolation level: to change a connection's level costs a message there and back.
    private final HikariDataSource writing;
    private final HikariDataSource reading;
    private final Jdbi writer;
    private final Jdbi reader;
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
        writing = pool(parsed, "postgres-write", TransactionIsolationLevel.SERIALIZABLE);
        try {
            Migrations.run(source(parsed), "", "TEXT COLLATE \"C\"");
            reading = pool(parsed, "postgres-read", TransactionIsolationLevel.REPEATABLE_READ);
        } catch (RuntimeException e) {
            writing.close();
            throw e;
        }
        writer = Jdbi.create(writing);
        reader = Jdbi.create(reading);
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

    private static HikariDataSource pool(PostgresUrl parsed, String name, TransactionIsolationLevel level) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(parsed.jdbcUrl());
        config.setUsername(parsed.user());
        config.setPassword(parsed.password());
        config.setMaximumPoolSize(Math.max(8, 2 * Runtime.getRuntime().availableProcessors()));
        config.setMinimumIdle(2);
        config.setConnectionTimeout(10_000);
        config.setPoolName(name);
        config.setTransactionIsolation("TRANSACTION_" + level.name());
        config.setReadOnly(level == TransactionIsolationLevel.REPEATABLE_READ);
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
        return call(reader, tenant, work);
    }

    @Override
    public <T> T write(Tenant tenant, Work<T> work) {
        return call(writer, tenant, work);
    }

    private <T> T call(Jdbi jdbi, Tenant tenant, Work<T> work) {
        calls.readLock().lock();
        try {
            if (closed) {
                throw new StoreException("the database is closed");
            }
            return retrying(jdbi, tenant, work);
        } finally {
            calls.readLock().unlock();
        }
    }

    private static <T> T retrying(Jdbi jdbi, Tenant tenant, Work<T> work) {
        for (int tried = 1; ; tried++) {
            try {
                return jdbi.inTransaction(handle -> run(handle, tenant, work));
            } catch (RuntimeException e) {
                if (tried == MOST_TRIES || !isCollision(e)) {
                    throw e instanceof JdbiException ? new StoreException("the database failed", e) : e;
                }
                pause(tried);
            }
        }
    }

    private static <T> T run(Handle handle, Tenant tenant, Work<T> work) {
        try (CompiledStatements statements = new CompiledStatements(handle.getConnection())) {
            return work.run(new Transaction(tenant, handle, statements));
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
