package dev.gatehouse.server.eventstream;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a subscriber goes on: after a place in the order of events, but for some that it was told of. Immutable.
 *
 * @param after the place
 * @param told the ids of events after it
 */
public record EventOffset(EventPosition after, Set<String> told) {
    /** An offset is sent with each message, so it names no more; what it does not name is told again. */
    static final int MAX_TOLD = 32;

    private static final String PREFIX = "evt_";
    private static final Pattern FORM = Pattern.compile(
            "(\\d{1,18})(?:-(evt_[A-Za-z0-9]{1,40}))?((?:~[A-Za-z0-9]{1,40}){0,%d})".formatted(MAX_TOLD));

    public EventOffset {
        told = Set.copyOf(told);
    }

    /** After a place, with everything that follows it. */
    public static EventOffset after(EventPosition position) {
        return new EventOffset(position, Set.of());
    }

    /** The offset that {@link #toString} was; empty when it was none. */
    public static Optional<EventOffset> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String event = matcher.group(2);
        Set<String> told = Stream.of(matcher.group(3).split("~"))
                .filter(id -> !id.isEmpty())
                .map(id -> PREFIX + id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        EventPosition after = new EventPosition(Long.parseLong(matcher.group(1)), event == null ? "" : event);
        return Optional.of(new EventOffset(after, told));
    }

    /** What a client comes back with. */
    @Override
    public String toString() {
        List<String> ids = told.stream()
                .map(id -> "~" + id.substring(PREFIX.length()))
                .sorted()
                .toList();
        return after.micros() + (after.eventId().isEmpty() ? "" : "-" + after.eventId()) + String.join("", ids);
    }
}
