package dev.gatehouse.server.store.sql;

import dev.gatehouse.server.error.ErrorCode;

/** The operational faults of a database, with the message for the caller and the one for the operator. */
public enum DatabaseFault {
    DISK_FULL("The server's disk is full.", "its disk is full. Free some space: writes go on by themselves"),
    READ_ONLY("The server's database is read-only.", "it cannot be written. Make its file system or server writable"),
    IO("The server's disk fails.", "reading or writing its files fails. Look at the disk and its mount"),
    MEMORY("The server is out of memory.", "it is out of memory"),
    DAMAGED(
            "The server's database is damaged.",
            "IT IS DAMAGED. Stop the server, run gatehouse check, and restore a backup with gatehouse restore"),
    BUSY("The database is busy.", "it is busy with another's work"),
    UNREACHABLE("The database cannot be reached.", "it cannot be reached"),
    /** The call took longer than it may, or its client has left. */
    TIMEOUT("The query exceeded the timeout. Please try refining your search criteria.", "a call took too long");

    private final String publicMessage;
    private final String logMessage;

    DatabaseFault(String publicMessage, String logMessage) {
        this.publicMessage = publicMessage;
        this.logMessage = logMessage;
    }

    /** What the caller is refused with. */
    ErrorCode code() {
        return this == TIMEOUT ? ErrorCode.QUERY_TIMEOUT : ErrorCode.SERVICE_UNAVAILABLE;
    }

    String publicMessage() {
        return publicMessage;
    }

    /** What the operator is told, to stand behind the name of the database. */
    String logMessage() {
        return logMessage;
    }
}
