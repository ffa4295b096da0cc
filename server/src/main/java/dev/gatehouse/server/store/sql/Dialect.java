package dev.gatehouse.server.store.sql;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between the databases; everything else is the same SQL. */
public enum Dialect {
    SQLITE("WITHOUT ROWID", "TEXT") {
        @Override
        boolean isCollision(SQLException reason) {
            return false; // there is one writer
        }

        /** By the primary result codes, https://sqlite.org/rescode.html. */
        @Override
        @Nullable
        DatabaseFault fault(SQLException reason) {
            return switch (reason.getErrorCode() & 0xff) {
                case 13 -> DatabaseFault.DISK_FULL;
                case 8 -> DatabaseFault.READ_ONLY;
                case 10, 14, 15, 22 -> DatabaseFault.IO;
                case 7 -> DatabaseFault.MEMORY;
                case 11, 26 -> DatabaseFault.DAMAGED;
                case 5, 6 -> DatabaseFault.BUSY;
                case 9 -> DatabaseFault.TIMEOUT;
                default -> null;
            };
        }
    },
    POSTGRESQL("", "TEXT COLLATE \"C\"") {
        /** serialization_failure and deadlock_detected. */
        @Override
        boolean isCollision(SQLException reason) {
            return Set.of("40001", "40P01").contains(state(reason));
        }

        /** By SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html. */
        @Override
        @Nullable
        DatabaseFault fault(SQLException reason) {
            String state = state(reason);
            return switch (state) {
                case "53100" -> DatabaseFault.DISK_FULL;
                case "53200" -> DatabaseFault.MEMORY;
                case "25006" -> DatabaseFault.READ_ONLY;
                case "57014" -> DatabaseFault.TIMEOUT;
                case "55P03", "53300" -> DatabaseFault.BUSY;
                default -> byClass(state, reason);
            };
        }

        private static @Nullable DatabaseFault byClass(String state, SQLException reason) {
            boolean gone = state.startsWith("08")
                    || state.startsWith("57P")
                    || reason instanceof SQLTransientConnectionException
                    || reason.getCause() instanceof SocketTimeoutException;
            if (gone) {
                return DatabaseFault.UNREACHABLE;
            }
            return state.startsWith("58") ? DatabaseFault.IO : state.startsWith("XX") ? DatabaseFault.DAMAGED : null;
        }
    };

    private final String clustered;
    private final String text;

    Dialect(String clustered, String text) {
        this.clustered = clustered;
        this.text = text;
    }

    /** The clause for a table that is kept in the order of its primary key. */
    public String clustered() {
        return clustered;
    }

    /** The type of text that is compared byte by byte, whatever the locale. */
    public String text() {
        return text;
    }

    /** Whether the database asks for the whole transaction to be run again, since it collided with another. */
    abstract boolean isCollision(SQLException reason);

    /** Why the database failed; null when it is the statement that is wrong. */
    abstract @Nullable DatabaseFault fault(SQLException reason);

    private static String state(SQLException reason) {
        return String.valueOf(reason.getSQLState());
    }
}
