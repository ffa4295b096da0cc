package dev.gatehouse.server.start;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Lets each logger write so many records a minute, and counts the others: anybody can send what is worth a warning, and with
 * enough of it would fill the disk. The access log, which the operator asked for, is not bounded. Thread-safe.
 */
final class LogFloodFilter implements Filter {
    static final int MAX_PER_MINUTE = 60;

    private static final String ACCESS_LOG = "gatehouse.access";
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    /** Whether the record is written. The first one after others were not says how many. */
    @Override
    public boolean isLoggable(LogRecord record) {
        String logger = String.valueOf(record.getLoggerName());
        return logger.equals(ACCESS_LOG)
                || windows.computeIfAbsent(logger, name -> new Window()).take(record);
    }

    private static final class Window {
        private Instant began = Instant.EPOCH;
        private int written;
        private int dropped;

        synchronized boolean take(LogRecord record) {
            if (!record.getInstant().isBefore(began.plus(WINDOW))) {
                began = record.getInstant();
                written = 0;
                if (dropped > 0) {
                    record.setMessage(record.getMessage() + " (" + dropped + " records before it were not written)");
                    dropped = 0;
                }
            }
            if (written >= MAX_PER_MINUTE) {
                dropped++;
                return false;
            }
            written++;
            return true;
        }
    }
}
