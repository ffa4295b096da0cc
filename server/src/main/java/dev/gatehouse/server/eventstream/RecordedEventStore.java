package dev.gatehouse.server.eventstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.SingleDocument;
import dev.gatehouse.server.store.sql.SqlStatement;
import dev.gatehouse.server.work.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The events of a tenant, for subscribers to read. They are recorded while somebody is subscribed and for a day after, so that
 * tenants without subscribers pay nothing. Table: tenant_event. Thread-safe.
 */
public final class RecordedEventStore implements Retention.Store {
    /** How long an event can be read. */
    public static final Duration KEPT = Duration.ofDays(3);

    private static final Duration RECORDED_AFTER_SUBSCRIPTION = Duration.ofDays(1);
    private static final Duration RENEWED_EVERY = Duration.ofHours(1);

    private final SingleDocument<EventRecording> recordings;
    private final Sequence sequence;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public RecordedEventStore(
            DocumentStore documents, Sequence sequence, Identifiers identifiers, InstantSource clock) {
        recordings = new SingleDocument<>(documents, EventRecording.KIND, EventRecording::new, EventRecording.NONE);
        this.sequence = sequence;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** An event as it was recorded. */
    record Recorded(EventPosition position, String type, String body) {}

    EventRecording recording(Transaction tx) {
        return recordings.get(tx);
    }

    /** Whether a subscriber has to have the recording begun or prolonged. */
    boolean isDue(Transaction tx) {
        Instant needed = clock.instant().plus(RECORDED_AFTER_SUBSCRIPTION).minus(RENEWED_EVERY);
        return recording(tx).until().isBefore(needed);
    }

    /** Records from now on, and for a day. */
    void prolong(Transaction tx) {
        Instant now = clock.instant();
        EventRecording recording = recording(tx);
        ObjectNode document = recording.json();
        if (!recording.isOn(now)) {
            document.put("since", now.toEpochMilli());
        }
        if (recording.streamId().isEmpty()) {
            document.put("stream_id", EventStream.KIND.newId(identifiers));
        }
        recordings.put(
                tx, document.put("until", now.plus(RECORDED_AFTER_SUBSCRIPTION).toEpochMilli()));
    }

    /** The place before everything that can still be read. */
    EventPosition earliest(Transaction tx) {
        Instant since = recording(tx).since();
        Instant kept = clock.instant().minus(KEPT);
        return EventPosition.at(since.isAfter(kept) ? since : kept);
    }

    /** The place after everything that has happened. */
    EventPosition now() {
        return EventPosition.at(clock.instant());
    }

    void record(Transaction tx, ObjectNode event) {
        tx.sql("INSERT INTO tenant_event (tenant, micros, event_id, type, body)"
                        + " VALUES (:tenant, :micros, :id, :type, :body)")
                .bind("micros", sequence.next())
                .bind("id", event.path("id").asText())
                .bind("type", event.path("type").asText())
                .bind("body", StoredJson.write(event))
                .update();
    }

    /**
     * The events after a place, oldest first.
     *
     * @param before none of that time or later
     */
    List<Recorded> after(Transaction tx, EventPosition position, Instant before, int limit) {
        return tx.sql("SELECT micros, event_id, type, body FROM tenant_event WHERE tenant = :tenant"
                        + " AND micros >= :micros AND (micros > :micros OR event_id > :id) AND micros < :before"
                        + " ORDER BY micros, event_id LIMIT :limit")
                .bind("micros", position.micros())
                .bind("id", position.eventId())
                .bind("before", EventPosition.at(before).micros())
                .bind("limit", limit)
                .list(row -> new Recorded(new EventPosition(row.number(1), row.text(2)), row.text(3), row.text(4)));
    }

    /** How many events there are after a place, up to another. */
    long count(Transaction tx, EventPosition after, EventPosition upTo) {
        return between(tx, "SELECT COUNT(*)", after, upTo).number();
    }

    /** The events after a place, up to another, oldest first, without their bodies. */
    List<EventPosition> positions(Transaction tx, EventPosition after, EventPosition upTo) {
        return between(tx, "SELECT micros, event_id", after, upTo)
                .list(row -> new EventPosition(row.number(1), row.text(2)));
    }

    private static SqlStatement between(Transaction tx, String select, EventPosition after, EventPosition upTo) {
        return tx.sql(select + " FROM tenant_event WHERE tenant = :tenant"
                        + " AND micros >= :after AND (micros > :after OR event_id > :after_id)"
                        + " AND micros <= :upto AND (micros < :upto OR event_id <= :upto_id)"
                        + (select.contains("COUNT") ? "" : " ORDER BY micros, event_id"))
                .bind("after", after.micros())
                .bind("after_id", after.eventId())
                .bind("upto", upTo.micros())
                .bind("upto_id", upTo.eventId());
    }

    /** The event at a place. */
    Recorded at(Transaction tx, EventPosition position) {
        return tx.sql(
                        "SELECT type, body FROM tenant_event WHERE tenant = :tenant AND micros = :micros AND event_id = :id")
                .bind("micros", position.micros())
                .bind("id", position.eventId())
                .first(row -> new Recorded(position, row.text(1), row.text(2)))
                .orElseThrow();
    }

    @Override
    public boolean hasBefore(Transaction tx, Instant time) {
        return tx.sql("SELECT event_id FROM tenant_event WHERE tenant = :tenant AND micros < :end LIMIT 1")
                .bind("end", EventPosition.at(time).micros())
                .first(row -> row.text(1))
                .isPresent();
    }

    @Override
    public int deleteBefore(Transaction tx, Instant time, int limit) {
        List<Recorded> oldest = after(tx, new EventPosition(0, ""), time, limit);
        for (Recorded each : oldest) {
            tx.sql("DELETE FROM tenant_event WHERE tenant = :tenant AND micros = :micros AND event_id = :id")
                    .bind("micros", each.position().micros())
                    .bind("id", each.position().eventId())
                    .update();
        }
        return oldest.size();
    }
}
