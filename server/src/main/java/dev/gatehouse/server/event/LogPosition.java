package dev.gatehouse.server.event;

/**
 * How far a consumer of the log has come. Immutable.
 *
 * @param after the {@code log_id} up to which it has had every event there will ever be
 * @param newest the last event that it has had; each one that it has had after {@code after} is marked
 */
public record LogPosition(String after, String newest) {
    /** With nothing but what comes after an id. */
    public static LogPosition after(String logId) {
        return new LogPosition(logId, logId);
    }

    /** Whether it has had events that its position does not pass yet. */
    boolean isAhead() {
        return newest.compareTo(after) > 0;
    }
}
