package dev.gatehouse.server.eventstream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.cluster.Changes;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Tells what happens to a tenant's users and organizations: to its event streams and to subscribers. Thread-safe. */
public final class EventPublisher {
    private final EventStreamStore streams;
    private final RecordedEventStore recorder;
    private final Changes changes;
    private final boolean shared;
    private final InstantSource clock;
    private final Map<String, Audience> audiences = new ConcurrentHashMap<>();

    /**
     * @param shared whether other servers write to the database: then each event asks it who wants to know
     */
    public EventPublisher(
            EventStreamStore streams,
            RecordedEventStore recorder,
            Changes changes,
            boolean shared,
            InstantSource clock) {
        this.streams = streams;
        this.recorder = recorder;
        this.changes = changes;
        this.shared = shared;
        this.clock = clock;
    }

    /** Who wants to know, as read under these versions. */
    private record Audience(
            OptionalLong streamsVersion,
            OptionalLong recordingVersion,
            List<EventStream> streams,
            EventRecording recording) {}

    /**
     * Tells of an event, once the transaction is committed.
     *
     * @param type as in {@code user.created}
     * @param object makes what it happened to, where anybody wants it
     */
    public void publish(Transaction tx, String type, Supplier<ObjectNode> object) {
        Audience audience = audience(tx);
        List<EventStream> wanting =
                audience.streams().stream().filter(stream -> stream.wants(type)).toList();
        boolean recorded = audience.recording().isOn(clock.instant());
        if (wanting.isEmpty() && !recorded) {
            return;
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.set("object", object.get());
        wanting.forEach(stream -> streams.deliver(tx, stream, type, data));
        if (recorded) {
            recorder.record(tx, streams.event(tx, audience.recording().streamId(), type, data));
        }
    }

    /** Where this server is the only one that writes, what the last event found still holds until one of them changes. */
    private Audience audience(Transaction tx) {
        OptionalLong streamsVersion = changes.version(tx.tenant(), EventStream.KIND.name());
        OptionalLong recordingVersion = changes.version(tx.tenant(), EventRecording.KIND.name());
        Audience known = audiences.get(tx.tenantId());
        if (known != null
                && known.streamsVersion().equals(streamsVersion)
                && known.recordingVersion().equals(recordingVersion)) {
            return known;
        }
        Audience read = new Audience(
                streamsVersion, recordingVersion, streams.streams().all(tx, Map.of()), recorder.recording(tx));
        if (!shared) {
            audiences.put(tx.tenantId(), read);
        }
        return read;
    }
}
