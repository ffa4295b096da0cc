package dev.gatehouse.server.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection with its compiled statements. After a statement has failed, neither the statement nor any other that was
 * compiled is used again, and the connection is to be closed. Used by one thread at a time, but for {@link #cancel}.
 */
public final class SqlConnection implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SqlConnection.class.getName());

    private final Connection connection;
    private final SqlExceptionTranslator faults;
    private final StatementCache statements;
    private final Deadline deadline = new Deadline();
    private volatile @Nullable PreparedStatement running;
    private boolean failed;

    public SqlConnection(Connection connection, SqlExceptionTranslator faults) {
        this.connection = connection;
        this.faults = faults;
        this.statements = new StatementCache(connection);
    }

    /** By when the work on it ends: a statement that would begin later is refused. None at first. */
    public Deadline deadline() {
        return deadline;
    }

    /** A statement of no tenant, as in {@code COMMIT}. */
    public SqlStatement sql(String text, @Nullable Object... values) {
        return new SqlStatement(this, null, text, values);
    }

    /**
     * A statement with values.
     *
     * @param tenant the value of {@code :tenant}
     * @param values one for each {@code ?}
     */
    public SqlStatement sql(@Nullable String tenant, String text, @Nullable Object[] values) {
        return new SqlStatement(this, tenant, text, values);
    }

    /** Which database it is a connection to. */
    public Dialect dialect() {
        return faults.dialect();
    }

    StatementCache statements() {
        return statements;
    }

    /**
     * Commits the transaction of a connection that does not commit each statement.
     *
     * @throws RuntimeException as {@link SqlExceptionTranslator#of} has it; then nothing is committed, unless the connection broke
     */
    public void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Whether a statement has failed on it. */
    public boolean failed() {
        return failed;
    }

    /** Notes that a statement failed; what to throw. */
    RuntimeException failure(SQLException reason) {
        failed = true;
        return faults.translate(reason);
    }

    /** Refuses a statement that would begin after the deadline. */
    void requireTime() {
        if (deadline.hasPassed()) {
            failed = true;
            throw faults.refusal(DatabaseFault.TIMEOUT, null);
        }
    }

    /** A statement begins; null when it has ended. */
    void setRunning(@Nullable PreparedStatement statement) {
        running = statement;
    }

    /** Has the database end the statement that is running, if any. May be called by any thread. */
    public void cancel() {
        PreparedStatement statement = running;
        try {
            if (statement != null) {
                statement.cancel();
            }
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "a statement was not cancelled", e);
        }
    }

    /** Closes the statements and the connection. That it fails is only logged: there is nothing else to be done about it. */
    @Override
    public void close() {
        try (connection) {
            statements.clear();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.WARNING, "a connection to the database was not closed", e);
        }
    }
}
