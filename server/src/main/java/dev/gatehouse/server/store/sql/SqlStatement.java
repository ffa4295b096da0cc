package dev.gatehouse.server.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A statement with its values, to be run once. Its text comes from a few that are fixed, with a placeholder for each value:
 * either {@code ?}, whose values are given with it, or {@code :name}, whose values are bound one by one; {@code :tenant} is
 * bound from the beginning. A list is bound as one value: {@code WHERE id IN (:ids)}. Values are text, numbers, bytes, null
 * or a collection of these. Used by one thread.
 *
 * <p>Each method that runs it throws what {@link SqlExceptionTranslator#of} says when the database fails, and an
 * {@link IllegalArgumentException} when placeholders and values do not fit.
 */
public final class SqlStatement {
    private final SqlConnection connection;
    private final String text;
    private final @Nullable String tenant;
    private final List<Bindings> batch = new ArrayList<>(0);
    private Bindings bindings;

    SqlStatement(SqlConnection connection, @Nullable String tenant, String text, @Nullable Object[] values) {
        this.connection = connection;
        this.tenant = tenant;
        this.text = text;
        this.bindings = values.length == 0 ? new Bindings(tenant) : new Bindings(Arrays.asList(values));
    }

    /** Gives {@code :name} its value. */
    public SqlStatement bind(String name, @Nullable Object value) {
        bindings.add(name, value);
        return this;
    }

    /** Every row, through {@code map}. */
    public <T> List<T> list(Function<? super Row, ? extends T> map) {
        return run(statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                List<T> mapped = new ArrayList<>();
                Row row = new Row(rows);
                while (rows.next()) {
                    mapped.add(map.apply(row));
                }
                return mapped;
            }
        });
    }

    /** The first row, through {@code map}; empty when there is none. */
    public <T> Optional<T> first(Function<? super Row, ? extends T> map) {
        return run(statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(map.apply(new Row(rows))) : Optional.empty();
            }
        });
    }

    /** The number in the first column of a query that always has a row, as {@code SELECT COUNT(*)} has. */
    public long number() {
        return first(row -> row.number(1)).orElseThrow();
    }

    /** Runs it; how many rows it inserted, changed or deleted. */
    public int update() {
        return run(PreparedStatement::executeUpdate);
    }

    /** Runs one that has no values and no rows, as {@code COMMIT}. */
    public void run() {
        run(PreparedStatement::execute);
    }

    /** Adds the values that are bound to a batch, and begins with the next. */
    public SqlStatement add() {
        if (bindings.hasList()) {
            throw new IllegalArgumentException("no lists in a batch");
        }
        batch.add(bindings);
        bindings = new Bindings(tenant);
        return this;
    }

    /** Runs it once for each values that were added; nothing when none were. */
    public void updateAll() {
        if (!batch.isEmpty()) {
            run(PreparedStatement::executeBatch);
        }
    }

    /** What is done with the compiled statement once its values are set. */
    @FunctionalInterface
    private interface Execution<R> {
        R run(PreparedStatement statement) throws SQLException;
    }

    private <R> R run(Execution<R> execution) {
        connection.requireTime();
        String key = bindings.hasList() ? expanded() : text;
        StatementCache.Compiled compiled = null;
        try {
            compiled = connection.statements().take(key);
            setValues(compiled);
            connection.setRunning(compiled.statement());
            R result = execution.run(compiled.statement());
            StatementCache.Compiled done = compiled;
            compiled = null;
            connection.statements().putBack(done);
            return result;
        } catch (SQLException e) {
            throw connection.failure(e);
        } catch (Row.UnreadableRowException e) {
            throw connection.failure(e.reason());
        } finally {
            connection.setRunning(null);
            close(compiled);
        }
    }

    /** The statement for lists of these lengths, with a placeholder for each of their elements. */
    private String expanded() {
        SqlText parsed = SqlText.parse(text);
        List<@Nullable Object> ordered = bindings.inOrderOf(parsed);
        bindings = new Bindings(SqlText.flat(ordered));
        return parsed.sql(ordered);
    }

    private void setValues(StatementCache.Compiled compiled) throws SQLException {
        for (Bindings each : batch) {
            each.set(compiled);
            compiled.statement().addBatch();
        }
        if (batch.isEmpty()) {
            bindings.set(compiled);
        }
    }

    /** One that did not do its work: what state it is in is the driver's secret. */
    private static void close(StatementCache.@Nullable Compiled unfinished) {
        if (unfinished != null) {
            try {
                unfinished.statement().close();
            } catch (SQLException e) {
                System.getLogger(SqlStatement.class.getName())
                        .log(System.Logger.Level.DEBUG, "a statement that failed was not closed", e);
            }
        }
    }
}
