package dev.gatehouse.server.store.sql;

import dev.gatehouse.server.store.StoreException;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Translates the SQL exceptions of one database: an operational fault becomes a 503 and is logged with what to do about it;
 * anything else is a bug of the server. Thread-safe.
 */
public final class SqlExceptionTranslator {
    private static final System.Logger LOG = System.getLogger("gatehouse.database");
    private static final Duration BETWEEN_LOGS = Duration.ofSeconds(10);

    private final Dialect dialect;
    private final String database;
    private final Consumer<DatabaseFault> listener;
    private final boolean reading;
    private final Map<DatabaseFault, Long> logged;

    /**
     * @param database its name for the operator: the file, or the URL without credentials
     */
    public SqlExceptionTranslator(Dialect dialect, String database) {
        this(dialect, database, fault -> {});
    }

    /**
     * As {@link #SqlExceptionTranslator(Dialect, String)}, with a listener.
     *
     * @param listener called on the thread of the failed statement
     */
    public SqlExceptionTranslator(Dialect dialect, String database, Consumer<DatabaseFault> listener) {
        this(dialect, database, listener, false, new ConcurrentHashMap<>());
    }

    private SqlExceptionTranslator(
            Dialect dialect,
            String database,
            Consumer<DatabaseFault> listener,
            boolean reading,
            Map<DatabaseFault, Long> logged) {
        this.dialect = dialect;
        this.database = database;
        this.listener = listener;
        this.reading = reading;
        this.logged = logged;
    }

    /** Whose exceptions it translates. */
    Dialect dialect() {
        return dialect;
    }

    /** For read-only connections, on which a refused write is a bug of the server. */
    public SqlExceptionTranslator forReading() {
        return new SqlExceptionTranslator(dialect, database, listener, true, logged);
    }

    /**
     * The exception to throw for an SQL exception.
     *
     * @return a {@link dev.gatehouse.server.error.Rejection} for a fault, a {@link CollisionException} when the transaction is
     *     to run again, a {@link StoreException} otherwise
     */
    public RuntimeException translate(SQLException failure) {
        DatabaseFault fault = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException reason) {
                if (dialect.isCollision(reason)) {
                    return new CollisionException(failure);
                }
                fault = fault == null ? dialect.fault(reason) : fault;
            }
        }
        if (fault == null || reading && fault == DatabaseFault.READ_ONLY) {
            return new StoreException("the database failed", failure);
        }
        listener.accept(fault);
        return refusal(fault, failure);
    }

    /** The refusal for a fault, which is logged. */
    public RuntimeException refusal(DatabaseFault fault, @Nullable Throwable cause) {
        log(fault, cause);
        return fault.code().refuse(fault.publicMessage());
    }

    /** Each kind once in a while: a full disk fails every call. */
    private void log(DatabaseFault fault, @Nullable Throwable cause) {
        long now = System.nanoTime();
        Long last = logged.get(fault);
        if (fault == DatabaseFault.TIMEOUT || last != null && now - last < BETWEEN_LOGS.toNanos()) {
            LOG.log(Level.DEBUG, () -> "database " + database + ": " + fault.logMessage(), cause);
        } else {
            logged.put(fault, now);
            String reason = cause == null ? "" : " (" + cause.getMessage() + ")";
            LOG.log(Level.ERROR, () -> "database " + database + ": " + fault.logMessage() + reason);
        }
    }
}
