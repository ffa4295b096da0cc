package dev.gatehouse.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statements that most calls need, on one connection: {@code BEGIN}, {@code COMMIT} and the like, lookups by key, and
 * single rows. Compiled once and run without Jdbi, which costs more than such a statement itself. Used by one thread at a
 * time.
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
            PreparedStatement statement = bound(sql, values);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * How many rows it inserted, changed or deleted.
     *
     * @param values in the place of each {@code ?}: text, numbers or null
     * @throws StoreException when the database refuses it
     */
    int update(String sql, @Nullable Object... values) {
        try {
            return bound(sql, values).executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = compiled(sql);
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int at, @Nullable Object value) throws SQLException {
        if (value instanceof String text) {
            statement.setString(at, text);
        } else if (value instanceof Long number) {
            statement.setLong(at, number);
        } else if (value instanceof Double number) {
            statement.setDouble(at, number);
        } else if (value == null) {
            statement.setNull(at, Types.NULL);
        } else {
            throw new IllegalArgumentException("not bound here: " + value.getClass());
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
