package dev.gatehouse.server.eventstream;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * A place in the order of a tenant's events: right after one of them, or at a time. Immutable.
 *
 * @param micros microseconds since 1970
 * @param eventId the event; empty for a place before all of that time
 */
public record EventPosition(long micros, String eventId) implements Comparable<EventPosition> {
    private static final Comparator<EventPosition> ORDER =
            Comparator.comparingLong(EventPosition::micros).thenComparing(EventPosition::eventId);

    /** Before everything that happened at that time or later. */
    public static EventPosition at(Instant time) {
        return new EventPosition(ChronoUnit.MICROS.between(Instant.EPOCH, time), "");
    }

    @Override
    public int compareTo(EventPosition other) {
        return ORDER.compare(this, other);
    }
}
