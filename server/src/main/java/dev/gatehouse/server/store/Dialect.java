package dev.gatehouse.server.store;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between the databases; everything else is the same SQL. */
enum Dialect {
    SQLITE("WITHOUT ROWID", "TEXT", Set.of()),
    /** 40001 is serialization_failure, 40P01 deadlock_detected. */
    POSTGRESQL("", "TEXT COLLATE \"C\"", Set.of("40001", "40P01"));

    private final String clustered;
    private final String text;
    private final Set<String> collisions;

    Dialect(String clustered, String text, Set<String> collisions) {
        this.clustered = clustered;
        this.text = text;
        this.collisions = collisions;
    }

    /** The clause for a table that is kept in the order of its primary key. */
    String clustered() {
        return clustered;
    }

    /** The type of text that is compared byte by byte, whatever the locale. */
    String text() {
        return text;
    }

    /** Whether the database asks for the whole transaction to be run again, since it collided with another. */
    boolean isCollision(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && collisions.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }
}
