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
 * Turns the failures of one database into what its callers get: a fault is refused with a clear 503, and logged with what to
 * do about it; anything else is a fault of this program. Thread-safe.
 */
public final class Faults {
    private static final System.Logger LOG = System.getLogger("gatehouse.database");
    private static final Duration BETWEEN_LOGS = Duration.ofSeconds(10);

    private final Dialect dialect;
    private final String database;
    private final Consumer<Fault> listener;
    private final boolean reading;
    private final Map<Fault, Long> logged;

    /**
     * @param database its name for the operator: the file, or the URL without credentials
     */
    public Faults(Dialect dialect, String database) {
        this(dialect, database, fault -> {});
    }

    /**
     * As the other, with one who is told of each fault.
     *
     * @param listener called on the thread that met the fault
     */
    public Faults(Dialect dialect, String database, Consumer<Fault> listener) {
        this(dialect, database, listener, false, new ConcurrentHashMap<>());
    }

    private Faults(
            Dialect dialect, String database, Consumer<Fault> listener, boolean reading, Map<Fault, Long> logged) {
        this.dialect = dialect;
        this.database = database;
        this.listener = listener;
        this.reading = reading;
        this.logged = logged;
    }

    /** The same for connections that only read, where to be refused a write is a fault of this program. */
    public Faults forReading() {
        return new Faults(dialect, database, listener, true, logged);
    }

    /**
     * What to throw for a failure.
     *
     * @return a {@link dev.gatehouse.server.error.Rejection} for a fault, a {@link CollisionException} when the transaction is
     *     to run again, a {@link StoreException} otherwise
     */
    public RuntimeException of(SQLException failure) {
        Fault fault = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException reason) {
                if (dialect.isCollision(reason)) {
                    return new CollisionException(failure);
                }
                fault = fault == null ? dialect.fault(reason) : fault;
            }
        }
        if (fault == null || reading && fault == Fault.READ_ONLY) {
            return new StoreException("the database failed", failure);
        }
        listener.accept(fault);
        return refusal(fault, failure);
    }

    /** The refusal for a fault, which is logged. */
    public RuntimeException refusal(Fault fault, @Nullable Throwable cause) {
        log(fault, cause);
        return fault.code().refuse(fault.publicMessage());
    }

    /** Each kind once in a while: a full disk fails every call. */
    private void log(Fault fault, @Nullable Throwable cause) {
        long now = System.nanoTime();
        Long last = logged.get(fault);
        if (fault == Fault.TIMEOUT || last != null && now - last < BETWEEN_LOGS.toNanos()) {
            LOG.log(Level.DEBUG, () -> "database " + database + ": " + fault.logMessage(), cause);
        } else {
            logged.put(fault, now);
            String reason = cause == null ? "" : " (" + cause.getMessage() + ")";
            LOG.log(Level.ERROR, () -> "database " + database + ": " + fault.logMessage() + reason);
        }
    }
}
