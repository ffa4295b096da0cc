package dev.gatehouse.server.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The row that a query is at. Columns count from 1. Valid only inside the function that it was given to. */
public final class Row {
    private final ResultSet rows;

    Row(ResultSet rows) {
        this.rows = rows;
    }

    /**
     * The text of a column that is declared {@code NOT NULL}.
     *
     * @throws IllegalStateException when it is null all the same
     */
    public String text(int column) {
        String text = textOrNull(column);
        if (text == null) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return text;
    }

    /** The text of a column. */
    public @Nullable String textOrNull(int column) {
        try {
            return rows.getString(column);
        } catch (SQLException e) {
            throw new UnreadableRowException(e);
        }
    }

    /** The whole number in a column; 0 when it is null. */
    public long number(int column) {
        try {
            return rows.getLong(column);
        } catch (SQLException e) {
            throw new UnreadableRowException(e);
        }
    }

    /** Carries the driver's exception out of the function that maps a row. */
    static final class UnreadableRowException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final SQLException reason;

        UnreadableRowException(SQLException reason) {
            super(reason);
            this.reason = reason;
        }

        SQLException reason() {
            return reason;
        }
    }
}
