package dev.gatehouse.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The statements that every call needs, on one connection: {@code BEGIN}, {@code COMMIT} and the like, and the lookups by
 * key. Compiled once and run without Jdbi, which would cost more than the lookup itself. Used by one thread at a time.
 */
final class CompiledStatements implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> compiled = new HashMap<>();

    CompiledStatements(Connection connection) {
        this.connection = connection;
    }

    /**
     * Runs one that has no values and no result.
     *
     * @throws StoreException when the database refuses it
     */
    void run(String sql) {
        try {
            compiled(sql).execute();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * The first column of the first row; empty when there is no row.
     *
     * @param values in the place of each {@code ?}
     * @throws StoreException when the database refuses it
     */
    Optional<String> first(String sql, String... values) {
        try {
            PreparedStatement statement = compiled(sql);
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private PreparedStatement compiled(String sql) throws SQLException {
        PreparedStatement statement = compiled.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            compiled.put(sql, statement);
        }
        return statement;
    }

    private static StoreException failed(SQLException e) {
        return new StoreException("the database failed", e);
    }

    /** For a connection that others will use. */
    @Override
    public void close() {
        for (PreparedStatement statement : compiled.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                throw failed(e);
            }
        }
        compiled.clear();
    }
}
