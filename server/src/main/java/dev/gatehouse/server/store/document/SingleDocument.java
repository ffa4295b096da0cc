package dev.gatehouse.server.store.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of which a tenant has one document, as its settings are. What it returns belongs to the caller. Thread-safe.
 *
 * @param <V> the view
 */
public final class SingleDocument<V extends View> {
    private static final String ID = "settings";

    private final DocumentCollection<V> documents;
    private final String initial;

    /**
     * @param initial the document of a tenant that has changed nothing, in JSON
     */
    public SingleDocument(DocumentStore store, Kind kind, Function<ObjectNode, V> view, String initial) {
        documents = store.of(kind, view);
        this.initial = initial;
    }

    /** The document; the initial one when nothing was stored. */
    public V get(Transaction tx) {
        return find(tx).orElseGet(() -> documents.view(StoredJson.object(initial)));
    }

    /** The document when one was stored. */
    public Optional<V> find(Transaction tx) {
        return documents.find(tx, ID);
    }

    /**
     * The document that was stored.
     *
     * @throws dev.gatehouse.server.error.Rejection with the kind's error when none was
     */
    public V require(Transaction tx) {
        return documents.require(tx, ID);
    }

    /** Stores it in the place of the one before. */
    public V put(Transaction tx, ObjectNode document) {
        return documents.put(tx, document.put(documents.kind().idMember(), ID));
    }

    /** Forgets it; whether one was stored. */
    public boolean delete(Transaction tx) {
        return documents.delete(tx, ID);
    }
}
