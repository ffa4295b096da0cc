package dev.gatehouse.server.eventstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.Window;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.tenant.Tenant;
import dev.gatehouse.server.time.WireTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Event streams, and the deliveries that are under way or have failed. Thread-safe. */
public final class EventStreamStore {
    private static final int MAX_PENDING = 1_000;

    private final DocumentCollection<EventStream> streams;
    private final DocumentCollection<EventDelivery> deliveries;
    private final DocumentCollection<EventStreamCount> counts;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public EventStreamStore(DocumentStore documents, Identifiers identifiers, InstantSource clock) {
        streams = documents.of(EventStream.KIND, EventStream::new);
        deliveries = documents.of(EventDelivery.KIND, EventDelivery::new);
        counts = documents.of(EventStreamCount.KIND, EventStreamCount::new);
        this.identifiers = identifiers;
        this.clock = clock;
    }

    public DocumentCollection<EventStream> streams() {
        return streams;
    }

    public DocumentCollection<EventDelivery> deliveries() {
        return deliveries;
    }

    /**
     * Delivers an event that is only a test, whether or not the stream is enabled or wants events of that type.
     *
     * @param data what it carries
     */
    public EventDelivery test(Transaction tx, EventStream stream, String type, JsonNode data) {
        ObjectNode delivery = delivery(tx, stream, type, data);
        delivery.withObjectProperty("event").put("a0purpose", "test");
        return deliveries.insert(tx, delivery);
    }

    /**
     * Delivers what happened, once the transaction is committed.
     *
     * @param data what the event carries; copied
     */
    void deliver(Transaction tx, EventStream stream, String type, JsonNode data) {
        deliveries.insert(tx, delivery(tx, stream, type, data.deepCopy()));
    }

    private ObjectNode delivery(Transaction tx, EventStream stream, String type, JsonNode data) {
        ObjectNode delivery = JsonNodeFactory.instance.objectNode();
        ObjectNode event = event(tx, stream.id(), type, data);
        delivery.put("id", event.path("id").asText())
                .put("event_stream_id", stream.id())
                .put("event_type", type);
        delivery.put("status", EventDelivery.PENDING).putArray("attempts");
        delivery.set("event", event);
        return delivery;
    }

    /** An event, as CloudEvents has it. */
    ObjectNode event(Transaction tx, String streamId, String type, JsonNode data) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0").put("id", EventDelivery.KIND.newId(identifiers));
        event.put("source", "urn:auth0:" + tx.tenant().domain())
                .put("type", type)
                .put("time", WireTime.of(clock.instant()));
        event.set("data", data);
        return event.put("a0stream", streamId).put("a0tenant", name(tx.tenant()));
    }

    /** The first part of its domain. */
    private static String name(Tenant tenant) {
        return tenant.domain().split("[.:]", 2)[0];
    }

    /**
     * A delivery of a stream.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is no such stream or delivery
     */
    public EventDelivery requireDelivery(Transaction tx, String streamId, String id) {
        streams.requireExists(tx, streamId);
        return deliveries
                .find(tx, id)
                .filter(delivery -> delivery.streamId().equals(streamId))
                .orElseThrow(() -> ErrorCode.NOT_FOUND.refuse("The requested delivery does not exist."));
    }

    /** Delivers a failed event once more; one that is under way already stays as it is. */
    public void redeliver(Transaction tx, EventDelivery delivery) {
        if (!delivery.isPending()) {
            delivery.retry(clock.instant());
            deliveries.update(tx, delivery.json());
        }
    }

    /** The deliveries of a stream that fit, oldest first. */
    public List<EventDelivery> deliveries(Transaction tx, String streamId, Predicate<EventDelivery> wanted) {
        streams.requireExists(tx, streamId);
        return deliveries.all(tx, Map.of("event_stream_id", streamId)).stream()
                .filter(wanted)
                .toList();
    }

    /** The counts of a stream, by day. */
    public List<EventStreamCount> counts(Transaction tx, String streamId) {
        return counts.all(tx, Map.of("event_stream_id", streamId));
    }

    /** The streams with deliveries under way. */
    List<String> pendingStreams(Transaction tx) {
        return deliveries
                .list(tx, Map.of("status", EventDelivery.PENDING), new Window.Offset(0, MAX_PENDING, false))
                .items()
                .stream()
                .map(EventDelivery::streamId)
                .distinct()
                .toList();
    }

    /** The delivery of a stream whose turn it is. */
    Optional<EventDelivery> nextPending(Transaction tx, String streamId) {
        return deliveries
                .list(
                        tx,
                        Map.of("status", EventDelivery.PENDING, "event_stream_id", streamId),
                        new Window.Offset(0, 1, false))
                .items()
                .stream()
                .findFirst();
    }

    /** A delivery that has succeeded is over. */
    void delivered(Transaction tx, EventDelivery delivery) {
        deliveries.delete(tx, delivery.id());
        count(tx, delivery.streamId(), EventStreamCount.DELIVERED);
    }

    /** A delivery after an attempt that has failed. */
    void failed(Transaction tx, EventDelivery delivery) {
        if (deliveries.exists(tx, delivery.id())) {
            deliveries.update(tx, delivery.json());
            if (!delivery.isPending()) {
                count(tx, delivery.streamId(), EventStreamCount.FAILED);
            }
        }
    }

    private void count(Transaction tx, String streamId, String member) {
        Instant now = clock.instant();
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (streams.exists(tx, streamId)) {
            EventStreamCount count = counts.find(tx, EventStreamCount.id(streamId, day))
                    .orElseGet(() -> EventStreamCount.none(streamId, day));
            counts.put(tx, count.plus(member).json());
        }
    }
}
