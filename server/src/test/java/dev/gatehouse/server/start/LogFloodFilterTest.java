package dev.gatehouse.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogFloodFilterTest {
    private final LogFloodFilter filter = new LogFloodFilter();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    private LogRecord record(String logger) {
        LogRecord record = new LogRecord(Level.WARNING, "malformed");
        record.setLoggerName(logger);
        record.setInstant(now);
        return record;
    }

    private int written(String logger, int records) {
        int written = 0;
        for (int i = 0; i < records; i++) {
            written += filter.isLoggable(record(logger)) ? 1 : 0;
        }
        return written;
    }

    @Test
    void boundsWhatALoggerWritesInAMinute() {
        assertThat(written("a", 10_000)).isEqualTo(LogFloodFilter.MAX_PER_MINUTE);
        assertThat(written("b", 10)).isEqualTo(10);

        now = now.plus(Duration.ofMinutes(1));
        LogRecord next = record("a");
        assertThat(filter.isLoggable(next)).isTrue();
        assertThat(next.getMessage()).isEqualTo("malformed (9940 records before it were not written)");
        LogRecord after = record("a");
        assertThat(filter.isLoggable(after)).isTrue();
        assertThat(after.getMessage()).isEqualTo("malformed");
    }

    @Test
    void neverBoundsTheAccessLog() {
        assertThat(written("gatehouse.access", 10_000)).isEqualTo(10_000);
    }

    @Test
    void recordsCarryTheZoneOfTheirTime() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(ServerLog.class.getResourceAsStream("logging.properties"))) {
            properties.load(in);
        }
        String format = properties.getProperty("java.util.logging.SimpleFormatter.format");
        String line = String.format(format, now.atZone(ZoneOffset.ofHours(2)), "", "a.Logger", "INFO", "started", "");

        assertThat(line).isEqualToIgnoringNewLines("2026-03-01T14:00:00.000+0200 INFO a.Logger started");
    }
}
