package dev.gatehouse.server.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps the compiled statements of one connection, since SQLite compiles a statement anew each time it is prepared, which
 * costs more than running it. Those used least recently are given up. Used by one thread at a time.
 */
final class StatementCache {
    private static final int MAX_STATEMENTS = 256;
    /** A longer text is one of a kind, as a search with many clauses is. */
    private static final int MAX_CHARACTERS = 4_000;

    private final Connection connection;
    /** Those not in use, in the order of their last use. */
    private final Map<String, Compiled> idle = new LinkedHashMap<>();

    StatementCache(Connection connection) {
        this.connection = connection;
    }

    /**
     * A statement that is compiled.
     *
     * @param key the text that it was asked for by
     */
    record Compiled(String key, SqlText text, PreparedStatement statement) {}

    /** A statement nobody else uses, until it is put back or closed. */
    Compiled take(String key) throws SQLException {
        Compiled kept = idle.remove(key);
        if (kept != null) {
            return kept;
        }
        SqlText text = SqlText.parse(key);
        return new Compiled(key, text, connection.prepareStatement(text.sql()));
    }

    /** Keeps a statement that has done its work without a failure. */
    void putBack(Compiled compiled) throws SQLException {
        if (compiled.key().length() > MAX_CHARACTERS) {
            compiled.statement().close();
            return;
        }
        Compiled twin = idle.put(compiled.key(), compiled);
        if (twin != null) {
            twin.statement().close();
        } else if (idle.size() > MAX_STATEMENTS) {
            Iterator<Compiled> eldest = idle.values().iterator();
            PreparedStatement statement = eldest.next().statement();
            eldest.remove();
            statement.close();
        }
    }

    /** Closes every statement that is not in use. */
    void clear() throws SQLException {
        SQLException failure = null;
        for (Compiled compiled : idle.values()) {
            try {
                compiled.statement().close();
            } catch (SQLException e) {
                failure = e;
            }
        }
        idle.clear();
        if (failure != null) {
            throw failure;
        }
    }
}
