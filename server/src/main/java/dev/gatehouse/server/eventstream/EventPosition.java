package dev.gatehouse.server.eventstream;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the order of a tenant's events: right after one of them, or at a time. Immutable.
 *
 * @param micros microseconds since 1970
 * @param eventId the event; empty for a place before all of that time
 */
public record EventPosition(long micros, String eventId) {
    private static final Pattern OFFSET = Pattern.compile("(\\d{1,18})(?:-(evt_[A-Za-z0-9]{1,40}))?");

    /** Before everything that happened at that time or later. */
    public static EventPosition at(Instant time) {
        return new EventPosition(ChronoUnit.MICROS.between(Instant.EPOCH, time), "");
    }

    /** The position that {@link #toString} was; empty when it was none. */
    public static Optional<EventPosition> parse(String offset) {
        Matcher matcher = OFFSET.matcher(offset);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String event = matcher.group(2);
        return Optional.of(new EventPosition(Long.parseLong(matcher.group(1)), event == null ? "" : event));
    }

    /** The {@code offset} that a client comes back with. */
    @Override
    public String toString() {
        return eventId.isEmpty() ? Long.toString(micros) : micros + "-" + eventId;
    }
}
