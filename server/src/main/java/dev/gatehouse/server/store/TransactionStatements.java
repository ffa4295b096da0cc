package dev.gatehouse.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code BEGIN}, {@code COMMIT} and the like on one connection, compiled once and run without Jdbi: they have no values and
 * no result, and every call needs two. Used by one thread at a time; the connection closes them.
 */
final class TransactionStatements {
    private final Connection connection;
    private final Map<String, PreparedStatement> compiled = new HashMap<>();

    TransactionStatements(Connection connection) {
        this.connection = connection;
    }

    /**
     * Runs one.
     *
     * @throws StoreException when the database refuses it
     */
    void run(String sql) {
        try {
            PreparedStatement statement = compiled.get(sql);
            if (statement == null) {
                statement = connection.prepareStatement(sql);
                compiled.put(sql, statement);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new StoreException("the database failed", e);
        }
    }
}
