package dev.gatehouse.server.logstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.event.LogConsumer;
import dev.gatehouse.server.event.LogPosition;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The log streams of a tenant, and how far each has come. Thread-safe. */
public final class LogStreamStore {
    private final DocumentCollection<LogStream> streams;
    private final DocumentCollection<LogStreamProgress> progress;

    public LogStreamStore(DocumentStore documents) {
        streams = documents.of(LogStream.KIND, LogStream::new);
        progress = documents.of(LogStreamProgress.KIND, LogStreamProgress::new);
    }

    public DocumentCollection<LogStream> streams() {
        return streams;
    }

    /** Adds a stream that begins at a position of the log. */
    public LogStream insert(Transaction tx, ObjectNode stream, LogPosition from) {
        LogStream inserted = streams.insert(tx, stream);
        progress.insert(tx, LogStreamProgress.beginning(inserted.id(), from).json());
        return inserted;
    }

    /** Puts a changed stream in its place. One that is active from now on has not failed yet. */
    public LogStream update(Transaction tx, ObjectNode stream) {
        LogStream updated = streams.update(tx, stream);
        if (updated.isDelivered()) {
            progress(tx, updated.id())
                    .filter(known -> known.failures() > 0)
                    .ifPresent(known -> put(tx, known.recovered()));
        }
        return updated;
    }

    /** Removes a stream, and what is known of how far it has come; whether there was one. */
    public boolean delete(Transaction tx, String id) {
        progress.delete(tx, id);
        LogConsumer.of(id).forget(tx);
        return streams.delete(tx, id);
    }

    /** The streams that have events sent now. */
    List<String> delivered(Transaction tx) {
        return streams.all(tx, Map.of("status", LogStream.ACTIVE)).stream()
                .filter(LogStream::isDelivered)
                .map(LogStream::id)
                .toList();
    }

    /** Sends no more events to a stream, until it is made active again. */
    void suspend(Transaction tx, LogStream stream) {
        stream.json().put("status", LogStream.SUSPENDED);
        streams.update(tx, stream.json());
    }

    Optional<LogStreamProgress> progress(Transaction tx, String id) {
        return progress.find(tx, id);
    }

    void put(Transaction tx, LogStreamProgress changed) {
        progress.update(tx, changed.json());
    }
}
