package dev.gatehouse.server.eventstream;

import dev.gatehouse.server.eventstream.RecordedEventStore.Recorded;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads a tenant's events so that none is left out. On a database that several servers share, an event may become visible after
 * later ones: its transaction took longer, or another node's clock is behind. So events are read as soon as they are visible,
 * but the place to go on from passes only those that are old enough for none to appear before them. Used by one thread.
 */
final class EventReader {
    /** How many events are read at once. */
    static final int TOGETHER = EventOffset.MAX_TOLD;

    /** Longer than any write takes, with what clocks of nodes may differ. */
    private static final Duration SETTLED = Duration.ofSeconds(30);

    /** A clock that was set back has left events of later behind. */
    private static final Duration FUTURE = Duration.ofDays(1);

    private final Database database;
    private final RecordedEventStore recorder;
    private final InstantSource clock;
    private final Tenant tenant;
    /** Up to here nothing will appear any more. */
    private EventPosition settled;

    private EventPosition newest;
    /** What was had after {@link #settled}, in its order. */
    private final TreeMap<EventPosition, String> had = new TreeMap<>();

    private final Set<String> told;
    /** Before here everything was there at the last read, of which all that was not had yet was handed out. */
    private EventPosition settledByNow;

    EventReader(
            Database database, RecordedEventStore recorder, InstantSource clock, Tenant tenant, EventOffset offset) {
        this.database = database;
        this.recorder = recorder;
        this.clock = clock;
        this.tenant = tenant;
        settled = offset.after();
        settledByNow = settled;
        newest = settled;
        told = new LinkedHashSet<>(offset.told());
    }

    /** The next events, oldest first, of which each is to be {@link #had} before others are asked for; not all that there are. */
    List<Recorded> next() {
        pass();
        Instant now = clock.instant();
        return database.read(tenant, tx -> {
            List<Recorded> events = late(tx);
            if (events.size() < TOGETHER) {
                settledByNow = EventPosition.at(now.minus(SETTLED));
                events.addAll(recorder.after(tx, newest, now.plus(FUTURE), TOGETHER));
            }
            return events;
        });
    }

    /** Those that have become visible among those that were had. */
    private List<Recorded> late(Transaction tx) {
        if (had.isEmpty() || recorder.count(tx, settled, newest) == had.size()) {
            return new ArrayList<>();
        }
        return recorder.positions(tx, settled, newest).stream()
                .filter(position -> !had.containsKey(position))
                .limit(TOGETHER)
                .map(position -> recorder.at(tx, position))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Whether the subscriber was told of an event, before it came back. */
    boolean wasTold(Recorded event) {
        return told.contains(event.position().eventId());
    }

    /**
     * One of the {@link #next} events was had.
     *
     * @param wanted whether the subscriber was told of it, rather than not interested
     */
    void had(Recorded event, boolean wanted) {
        EventPosition position = event.position();
        newest = max(newest, position);
        if (!database.isShared()) {
            settled = newest;
            return;
        }
        had.put(position, position.eventId());
        if (wanted) {
            told.add(position.eventId());
        }
    }

    /** All that could be read at the last time was had. */
    private void pass() {
        EventPosition passed = newest.compareTo(settledByNow) < 0 ? newest : settledByNow;
        settled = max(settled, passed);
        var before = had.headMap(settled, true);
        told.removeAll(before.values());
        before.clear();
    }

    /** Where to go on after what was had. */
    EventOffset offset() {
        List<String> all = List.copyOf(told);
        return new EventOffset(
                settled, new LinkedHashSet<>(all.subList(Math.max(0, all.size() - EventOffset.MAX_TOLD), all.size())));
    }

    private static EventPosition max(EventPosition one, EventPosition other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
