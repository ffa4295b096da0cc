package dev.gatehouse.server.store.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.Rejection;
import dev.gatehouse.server.store.DuplicateKeyException;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The documents of one kind, as typed views, with the kind's own errors. What it returns belongs to the caller. Thread-safe.
 *
 * @param <V> the view
 */
public final class DocumentCollection<V extends View> {
    private final DocumentStore store;
    private final Kind kind;
    private final Function<ObjectNode, V> view;

    DocumentCollection(DocumentStore store, Kind kind, Function<ObjectNode, V> view) {
        this.store = store;
        this.kind = kind;
        this.view = view;
    }

    public Kind kind() {
        return kind;
    }

    /** A view of JSON that may become a document. */
    public V view(ObjectNode json) {
        return view.apply(json);
    }

    public Optional<V> find(Transaction tx, String id) {
        return store.find(tx, kind, id).map(view);
    }

    /**
     * The document with that id.
     *
     * @throws Rejection with the kind's error when there is none
     */
    public V require(Transaction tx, String id) {
        return find(tx, id).orElseThrow(() -> kind.refuseMissing(id));
    }

    /**
     * Checks that there is a document with that id.
     *
     * @throws Rejection with the kind's error when there is none
     */
    public void requireExists(Transaction tx, String id) {
        if (!store.exists(tx, kind, id)) {
            throw kind.refuseMissing(id);
        }
    }

    public boolean exists(Transaction tx, String id) {
        return store.exists(tx, kind, id);
    }

    /** The document that has {@code value} as its unique key {@code key}. */
    public Optional<V> findBy(Transaction tx, String key, String value) {
        return store.findBy(tx, kind, key, value).map(view);
    }

    /**
     * Adds a document under the id it holds.
     *
     * @throws Rejection with the kind's error when its id or a unique key is taken
     */
    public V insert(Transaction tx, ObjectNode document) {
        try {
            store.insert(tx, kind, id(document), document);
        } catch (DuplicateKeyException e) {
            throw kind.conflict().refuse();
        }
        return view.apply(document);
    }

    /**
     * Puts {@code document} in the place of the one whose id it holds.
     *
     * @throws Rejection with the kind's error when there is none, or a unique key is taken by another
     */
    public V update(Transaction tx, ObjectNode document) {
        try {
            if (!store.update(tx, kind, id(document), document)) {
                throw kind.refuseMissing(id(document));
            }
        } catch (DuplicateKeyException e) {
            throw kind.conflict().refuse();
        }
        return view.apply(document);
    }

    /** Puts {@code document} in the place of the one whose id it holds, or adds it. */
    public V put(Transaction tx, ObjectNode document) {
        return exists(tx, id(document)) ? update(tx, document) : insert(tx, document);
    }

    /** Removes the document with that id and all that belongs to it; whether there was one. */
    public boolean delete(Transaction tx, String id) {
        return store.delete(tx, kind, id);
    }

    /** Removes every document with these key values, and all that belongs to each. */
    public void deleteAll(Transaction tx, Map<String, String> keys) {
        store.deleteAll(tx, kind, keys);
    }

    /** The part of the documents with these key values that {@code window} shows, oldest first. */
    public Slice<V> list(Transaction tx, Map<String, String> keys, Window window) {
        return store.list(tx, kind, keys, window).map(view);
    }

    /** The part of the documents that have, for each key, one of its values, oldest first. */
    public Slice<V> listAny(Transaction tx, Map<String, List<String>> keys, Window window) {
        return store.listAny(tx, kind, keys, window).map(view);
    }

    /** Every document with these key values, oldest first; all when none are given. */
    public List<V> all(Transaction tx, Map<String, String> keys) {
        return store.all(tx, kind, keys).stream().map(view).toList();
    }

    /** How many documents have these key values. */
    public long count(Transaction tx, Map<String, String> keys) {
        return store.count(tx, kind, keys);
    }

    private String id(ObjectNode document) {
        String id = document.path(kind.idMember()).asText();
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a document of the kind " + kind + " has no " + kind.idMember());
        }
        return id;
    }
}
