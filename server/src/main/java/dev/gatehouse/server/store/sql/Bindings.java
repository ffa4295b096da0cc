package dev.gatehouse.server.store.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a statement's placeholders, in their order or by their names. */
final class Bindings {
    private static final String TENANT = "tenant";

    private final @Nullable String tenant;
    /** One for each value; null when the values are in the order of the placeholders. */
    private final @Nullable List<String> names;

    private final List<@Nullable Object> values;
    private boolean list;

    /**
     * By name; none as yet.
     *
     * @param tenant the value of {@code :tenant}; null where there is no such placeholder
     */
    Bindings(@Nullable String tenant) {
        this.tenant = tenant;
        this.names = new ArrayList<>();
        this.values = new ArrayList<>();
    }

    /** In the order of the placeholders. */
    Bindings(List<@Nullable Object> values) {
        this.tenant = null;
        this.names = null;
        this.values = values;
        for (Object value : values) {
            list |= value instanceof Collection;
        }
    }

    void add(String name, @Nullable Object value) {
        if (names == null || name.equals(TENANT) || names.contains(name)) {
            throw new IllegalArgumentException(":" + name + " cannot be bound, or is bound already");
        }
        names.add(name);
        values.add(value);
        list |= value instanceof Collection;
    }

    /** Whether a value is a list, whose length the text of the statement depends on. */
    boolean hasList() {
        return list;
    }

    /**
     * The values in the order of the placeholders.
     *
     * @throws IllegalArgumentException when a placeholder has no value, or a value no placeholder
     */
    List<@Nullable Object> inOrderOf(SqlText text) {
        if (names == null) {
            if (values.size() != text.names().size() || text.isNamed()) {
                throw new IllegalArgumentException(values.size() + " values for: " + text.sql());
            }
            return values;
        }
        List<@Nullable Object> ordered = new ArrayList<>(text.names().size());
        for (String name : text.names()) {
            ordered.add(value(name, names, text));
        }
        for (String name : names) {
            if (!text.names().contains(name)) {
                throw new IllegalArgumentException("no :" + name + " in: " + text.sql());
            }
        }
        return ordered;
    }

    private @Nullable Object value(String name, List<String> known, SqlText text) {
        if (tenant != null && name.equals(TENANT)) {
            return tenant;
        }
        int at = known.indexOf(name);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "no value for " + (name.isEmpty() ? "a ?" : ":" + name) + " in: " + text.sql());
        }
        return values.get(at);
    }

    /** Gives a compiled statement its values. */
    void set(StatementCache.Compiled compiled) throws SQLException {
        List<@Nullable Object> ordered = inOrderOf(compiled.text());
        for (int i = 0; i < ordered.size(); i++) {
            set(compiled.statement(), i + 1, ordered.get(i));
        }
    }

    private static void set(PreparedStatement statement, int at, @Nullable Object value) throws SQLException {
        if (value instanceof String text) {
            statement.setString(at, text);
        } else if (value instanceof Long number) {
            statement.setLong(at, number);
        } else if (value instanceof Integer number) {
            statement.setLong(at, number);
        } else if (value instanceof Double number) {
            statement.setDouble(at, number);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(at, bytes);
        } else if (value == null) {
            statement.setNull(at, Types.NULL);
        } else {
            throw new IllegalArgumentException("no value of SQL: " + value.getClass());
        }
    }
}
