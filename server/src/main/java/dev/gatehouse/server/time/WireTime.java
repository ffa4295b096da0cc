package dev.gatehouse.server.time;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How the API writes points in time: in UTC, and always to the millisecond. */
public final class WireTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private WireTime() {}

    /** As in {@code 2026-01-31T09:30:00.000Z}; what is smaller than a millisecond is left out. */
    public static String of(Instant instant) {
        return FORMAT.format(instant);
    }
}
