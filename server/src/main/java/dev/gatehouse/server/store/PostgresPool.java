package dev.gatehouse.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.server.cancellation.Cancellation;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.Database.Work;
import dev.gatehouse.server.store.cluster.ChangeStore;
import dev.gatehouse.server.store.cluster.Changes;
import dev.gatehouse.server.store.sql.DatabaseFault;
import dev.gatehouse.server.store.sql.SqlConnection;
import dev.gatehouse.server.store.sql.SqlExceptionTranslator;
import dev.gatehouse.server.tenant.Tenant;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Connections to PostgreSQL of one isolation level, since to change a connection's level costs a message there and back. No
 * call on them takes longer than their timeout allows, whatever the server does. Thread-safe.
 */
final class PostgresPool implements AutoCloseable {
    /** The pool waits no longer between its own attempts either, so this bounds how long an outage seems to last. */
    static final Duration MAX_CONNECT = Duration.ofMillis(1_500);

    /** The database may be started with this server, or both be busy with starting: then one attempt may be too slow. */
    private static final Duration MAX_WAIT_AT_START = Duration.ofSeconds(10);

    private static final Duration MAX_CHECK = Duration.ofMillis(500);

    /**
     * What a pool is for.
     *
     * @param name in the logs of the pool
     * @param level the isolation level of its transactions
     * @param size how many connections it has at most
     * @param timeout how long a statement may take, and how long a call may wait for a connection
     * @param readOnly whether its transactions only read; then the timeout holds for each as a whole
     */
    record Purpose(String name, String level, int size, Duration timeout, boolean readOnly) {}

    private final HikariDataSource pool;
    private final DataSource connections;
    private final Semaphore free;
    private final Purpose purpose;
    private final Changes changes;
    private final LastWrite lastWrite;
    private final ChangeStore announced = new ChangeStore();
    private final CircuitBreaker breaker;
    private final SqlExceptionTranslator faults;
    private final AbandonedReads abandoned = new AbandonedReads();

    /**
     * @param changes is told of what was committed
     * @param lastWrite is told of each commit of a pool that writes
     * @param around what the source of connections is replaced by
     * @throws StoreException when the database cannot be reached
     */
    PostgresPool(
            PostgresUrl url,
            Purpose purpose,
            CircuitBreaker breaker,
            SqlExceptionTranslator faults,
            Changes changes,
            LastWrite lastWrite,
            UnaryOperator<DataSource> around) {
        this.purpose = purpose;
        this.breaker = breaker;
        this.changes = changes;
        this.lastWrite = lastWrite;
        this.faults = purpose.readOnly() ? faults.forReading() : faults;
        this.free = new Semaphore(purpose.size(), true);
        try {
            pool = new HikariDataSource(configuration(url, purpose));
        } catch (RuntimeException e) {
            throw new StoreException(reason(e), e);
        }
        connections = around.apply(pool);
    }

    private static HikariConfig configuration(PostgresUrl url, Purpose purpose) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url.jdbcUrl());
        config.setUsername(url.user());
        config.setPassword(url.password());
        config.setMaximumPoolSize(purpose.size());
        config.setMinimumIdle(Math.min(2, purpose.size()));
        config.setConnectionTimeout(MAX_CONNECT.toMillis());
        config.setInitializationFailTimeout(MAX_WAIT_AT_START.toMillis());
        config.setValidationTimeout(MAX_CHECK.toMillis());
        config.setPoolName(purpose.name());
        config.setTransactionIsolation(purpose.level());
        config.setReadOnly(purpose.readOnly());
        config.setAutoCommit(false);
        config.setIsolateInternalQueries(true); // or what follows would be rolled back with the first transaction
        config.setConnectionInitSql(
                "SET statement_timeout = " + purpose.timeout().toMillis());
        // A server that is frozen does not even end a statement. What the URL says goes before these.
        config.addDataSourceProperty("socketTimeout", seconds(purpose.timeout().plusSeconds(1)));
        config.addDataSourceProperty("connectTimeout", seconds(MAX_CONNECT));
        config.addDataSourceProperty("loginTimeout", seconds(MAX_CONNECT.plusSeconds(1)));
        config.addDataSourceProperty("cancelSignalTimeout", seconds(MAX_CONNECT));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return config;
    }

    private static String seconds(Duration time) {
        return Long.toString(Math.max(1, time.toSeconds()));
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

    /** Runs {@code work} in a transaction, once. What is not committed here, the pool rolls back. */
    <T> T run(Tenant tenant, Work<T> work) {
        refuseIf(breaker.isOpen());
        if (!waitForTurn()) {
            throw ErrorCode.SERVICE_UNAVAILABLE.refuse("Too many calls are waiting for the database.");
        }
        try {
            Cancellation.current().requireWanted(); // it may have gone while it waited
            refuseIf(!breaker.admits()); // since it may have begun meanwhile
            return runOn(connect(), tenant, work);
        } finally {
            free.release();
        }
    }

    private <T> T runOn(SqlConnection opened, Tenant tenant, Work<T> work) {
        try (SqlConnection connection = opened) {
            if (purpose.readOnly()) {
                connection.deadline().start(purpose.timeout());
            }
            Transaction transaction = new Transaction(tenant, connection);
            T result = run(transaction, connection, work);
            commit(connection, transaction);
            return result;
        } finally {
            if (!opened.failed()) {
                breaker.close();
            }
        }
    }

    /** A write whose caller has gone is done all the same, once it has begun. */
    private <T> T run(Transaction transaction, SqlConnection connection, Work<T> work) {
        if (!purpose.readOnly()) {
            return transaction.run(work);
        }
        AbandonedReads.Watch watch = abandoned.watch(connection);
        try {
            return transaction.run(work);
        } finally {
            watch.close();
        }
    }

    /** What changed is told even where the commit failed: it may have reached the database all the same. */
    private void commit(SqlConnection connection, Transaction transaction) {
        announced.increment(transaction, transaction.topics());
        try {
            connection.commit();
            if (!purpose.readOnly()) {
                lastWrite.committed();
            }
        } finally {
            changes.committed(transaction.tenant(), transaction.topics());
        }
    }

    private void refuseIf(boolean away) {
        if (away) {
            throw faults.refusal(DatabaseFault.UNREACHABLE, null);
        }
    }

    private boolean waitForTurn() {
        try {
            return free.tryAcquire(purpose.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private SqlConnection connect() {
        try {
            return new SqlConnection(connections.getConnection(), faults);
        } catch (SQLException e) {
            throw faults.translate(e);
        }
    }

    @Override
    public void close() {
        abandoned.close();
        pool.close();
    }
}
