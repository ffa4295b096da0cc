package dev.gatehouse.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps the prepared statements of one connection: SQLite's driver compiles a statement anew each time it is prepared, which
 * costs more than running it. Used by one thread at a time.
 */
final class PreparedStatements extends DefaultStatementBuilder {
    private static final int MOST = 200;

    private final Map<String, PreparedStatement> idle = new HashMap<>();
    /** By what each was compiled from: Jdbi closes a statement by the text before its named parameters were replaced. */
    private final Map<Statement, String> used = new IdentityHashMap<>();

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        PreparedStatement kept = idle.remove(sql);
        PreparedStatement statement = kept == null ? super.create(connection, sql, context) : kept;
        used.put(statement, sql);
        return statement;
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        String compiled = used.remove(statement);
        if (compiled != null
                && statement instanceof PreparedStatement prepared
                && !idle.containsKey(compiled)
                && idle.size() < MOST) {
            prepared.clearParameters();
            idle.put(compiled, prepared);
        } else {
            super.close(connection, sql, statement);
        }
    }

    @Override
    public void close(Connection connection) {
        for (PreparedStatement statement : idle.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                throw new StoreException("a statement could not be closed", e);
            }
        }
        idle.clear();
    }
}
