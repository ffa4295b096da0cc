package dev.gatehouse.server.store;

import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.PostgresPool.Purpose;
import dev.gatehouse.server.store.cluster.ChangeStore;
import dev.gatehouse.server.store.cluster.Changes;
import dev.gatehouse.server.store.cluster.PeriodicTask;
import dev.gatehouse.server.store.sql.DatabaseFault;
import dev.gatehouse.server.store.sql.Dialect;
import dev.gatehouse.server.store.sql.SqlExceptionTranslator;
import dev.gatehouse.server.tenant.Tenant;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL database, which several servers may share. Writes run serializable and are run again when the database says
 * that they collided. While it is away, calls are refused at once. Thread-safe.
 */
public final class PostgresDatabase implements Database {
    private static final String SERIALIZABLE = "TRANSACTION_SERIALIZABLE";
    private static final String SNAPSHOT = "TRANSACTION_REPEATABLE_READ";
    private static final int CONNECTIONS = Math.max(8, 2 * Runtime.getRuntime().availableProcessors());
    private static final int RESERVED = 2;
    private static final Duration RESERVED_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration MAX_CLOSE = Duration.ofSeconds(10);
    private static final Duration EXCHANGE = Duration.ofMillis(250);
    /** For what belongs to no tenant. */
    private static final Tenant NOBODY = new Tenant("", "");

    private final List<PostgresPool> pools = new ArrayList<>();
    private final PostgresPool writing;
    private final PostgresPool reading;
    private final PostgresPool reserved;
    private final PostgresPool snapshots;
    private final Changes changes = new Changes(false);
    private final LastWrite lastWrite = new LastWrite();
    private final ChangeStore announced = new ChangeStore();
    private final List<PeriodicTask> exchanges = new CopyOnWriteArrayList<>();
    private final PostgresPool reservedWriting;
    private final Retries retries = new Retries(WRITE_TIMEOUT);
    private final ReadWriteLock calls = new ReentrantReadWriteLock();
    private volatile boolean closed;

    /** As {@link #PostgresDatabase(String, Duration, InstantSource)}, with the default timeout. */
    public PostgresDatabase(String url, InstantSource clock) {
        this(url, READ_TIMEOUT, clock);
    }

    /**
     * Opens the database, migrating it where needed.
     *
     * @param url {@code postgres://user:password@host:port/database?parameters}, or the same as a JDBC URL
     * @param timeout how long a read may take
     * @throws IllegalArgumentException when it is no such URL
     * @throws StoreException when the database cannot be reached, or is one of a newer release
     */
    public PostgresDatabase(String url, Duration timeout, InstantSource clock) {
        this(url, timeout, clock, UnaryOperator.identity());
    }

    /**
     * As {@link #PostgresDatabase(String, Duration, InstantSource)}, for tests of what fails.
     *
     * @param around what each source of connections is replaced by
     */
    PostgresDatabase(String url, Duration timeout, InstantSource clock, UnaryOperator<DataSource> around) {
        PostgresUrl parsed = PostgresUrl.parse(url);
        CircuitBreaker breaker = new CircuitBreaker(PAUSE, PostgresPool.MAX_CONNECT);
        SqlExceptionTranslator faults = new SqlExceptionTranslator(Dialect.POSTGRESQL, parsed.toString(), fault -> {
            if (fault == DatabaseFault.UNREACHABLE) {
                breaker.open();
            }
        });
        try {
            Purpose writes = new Purpose("postgres-write", SERIALIZABLE, CONNECTIONS, WRITE_TIMEOUT, false);
            writing = add(new PostgresPool(parsed, writes, breaker, faults, changes, lastWrite, around));
            Migrations.runShared(source(parsed), Dialect.POSTGRESQL, clock);
            Purpose reads = new Purpose("postgres-read", SNAPSHOT, CONNECTIONS, timeout, true);
            reading = add(new PostgresPool(parsed, reads, breaker, faults, changes, lastWrite, around));
            Purpose whole = new Purpose("postgres-snapshot", SNAPSHOT, 1, SNAPSHOT_TIMEOUT, true);
            snapshots = add(new PostgresPool(parsed, whole, breaker, faults, changes, lastWrite, around));
            Purpose vital = new Purpose("postgres-reserved", SNAPSHOT, RESERVED, RESERVED_TIMEOUT, true);
            reserved = add(new PostgresPool(parsed, vital, breaker, faults, changes, lastWrite, around));
            Purpose urgent = new Purpose("postgres-reserved-write", SERIALIZABLE, RESERVED, WRITE_TIMEOUT, false);
            reservedWriting = add(new PostgresPool(parsed, urgent, breaker, faults, changes, lastWrite, around));
        } catch (RuntimeException e) {
            pools.forEach(PostgresPool::close);
            throw e;
        }
        exchange("changes", this::hear);
    }

    private void hear() {
        long askedAt = System.nanoTime();
        changes.heard(call(reserved, NOBODY, announced::all), askedAt);
    }

    private PostgresPool add(PostgresPool pool) {
        pools.add(pool);
        return pool;
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

    @Override
    public <T> T read(Tenant tenant, Work<T> work) {
        return call(reading, tenant, work);
    }

    @Override
    public <T> T readSnapshot(Tenant tenant, Work<T> work) {
        return call(snapshots, tenant, work);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Changes changes() {
        return changes;
    }

    @Override
    public void exchange(String name, Runnable task) {
        exchanges.add(new PeriodicTask(name, EXCHANGE, task));
    }

    @Override
    public <T> T write(Tenant tenant, Work<T> work) {
        return call(writing, tenant, work);
    }

    @Override
    public boolean hasWritten(Duration time) {
        return lastWrite.isWithin(time);
    }

    @Override
    public Database reserved() {
        return new ReservedDatabase(
                this,
                new Reads() {
                    @Override
                    public <T> T read(Tenant tenant, Work<T> work) {
                        return call(reserved, tenant, work);
                    }
                },
                new ReservedDatabase.Writes() {
                    @Override
                    public <T> T write(Tenant tenant, Work<T> work) {
                        return call(reservedWriting, tenant, work);
                    }
                });
    }

    private <T> T call(PostgresPool pool, Tenant tenant, Work<T> work) {
        calls.readLock().lock();
        try {
            if (closed) {
                throw ErrorCode.SERVICE_UNAVAILABLE.refuse("The server is stopping.");
            }
            return retries.untilItFits(() -> pool.run(tenant, work));
        } finally {
            calls.readLock().unlock();
        }
    }

    /** Lets the calls under way finish, then ends the connections; closing again does nothing. */
    @Override
    public void close() {
        if (!closed) {
            exchanges.forEach(PeriodicTask::close);
        }
        closed = true;
        awaitCalls();
        pools.forEach(PostgresPool::close);
    }

    private void awaitCalls() {
        try {
            if (calls.writeLock().tryLock(MAX_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                calls.writeLock().unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
