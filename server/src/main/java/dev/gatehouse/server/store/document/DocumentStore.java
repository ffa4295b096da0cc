package dev.gatehouse.server.store.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.Cursor;
import dev.gatehouse.server.store.DuplicateKeyException;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.Window;
import dev.gatehouse.server.store.encryption.SecretBox;
import dev.gatehouse.server.store.sql.SqlStatement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Documents by kind and id. What it returns belongs to the caller; what it is given stays the caller's. Secrets are encrypted
 * on their way in and decrypted on their way out. Thread-safe.
 */
public final class DocumentStore {
    private static final String OWN = "tenant = :tenant AND kind = :kind";

    private final SecretBox secretBox;
    private final Sequence sequence;
    private final SecretMembers secrets;
    private final Set<Kind> kinds;
    private final Map<String, List<Kind>> ownedBy = new HashMap<>();

    /**
     * @param kinds every kind
     */
    public DocumentStore(SecretBox secretBox, Sequence sequence, SecretMembers secrets, Collection<Kind> kinds) {
        this.secretBox = secretBox;
        this.sequence = sequence;
        this.secrets = secrets;
        this.kinds = Set.copyOf(kinds);
        for (Kind kind : kinds) {
            secrets.of(kind); // a kind that names a schema that is not there ends the start, not the first write
            for (Kind.Owner owner : kind.owners()) {
                ownedBy.computeIfAbsent(owner.kind(), name -> new ArrayList<>()).add(kind);
            }
        }
    }

    /**
     * The documents of one kind, as views of them.
     *
     * @throws IllegalStateException when the kind is not on the list: what belongs to others would not go with them
     */
    public <V extends View> DocumentCollection<V> of(Kind kind, Function<ObjectNode, V> view) {
        if (!kinds.contains(kind)) {
            throw new IllegalStateException("the kind " + kind + " is not on the list of stored kinds");
        }
        return new DocumentCollection<>(this, kind, view);
    }

    /** Whether there is a document with that id. */
    public boolean exists(Transaction tx, Kind kind, String id) {
        return sql(tx, kind, "SELECT id FROM document WHERE " + OWN + " AND id = :id")
                .bind("id", id)
                .first(row -> row.text(1))
                .isPresent();
    }

    /** The document with that id. */
    public Optional<ObjectNode> find(Transaction tx, Kind kind, String id) {
        return sql(tx, kind, "SELECT body FROM document WHERE " + OWN + " AND id = :id")
                .bind("id", id)
                .first(row -> decrypted(tx, kind, id, row.text(1)));
    }

    /** The document that has {@code value} as its unique key {@code name}. */
    public Optional<ObjectNode> findBy(Transaction tx, Kind kind, String name, String value) {
        return idBy(tx, kind, name, value).flatMap(id -> find(tx, kind, id));
    }

    /** Whether a document has {@code value} as its unique key {@code name}. */
    public boolean has(Transaction tx, Kind kind, String name, String value) {
        return idBy(tx, kind, name, value).isPresent();
    }

    private static Optional<String> idBy(Transaction tx, Kind kind, String name, String value) {
        return sql(
                        tx,
                        kind,
                        "SELECT id FROM document_key WHERE " + OWN
                                + " AND name = :name AND value = :value AND slot = ''")
                .bind("name", name)
                .bind("value", value)
                .first(row -> row.text(1));
    }

    /**
     * Adds a document.
     *
     * @throws DuplicateKeyException when the id or a unique key is taken
     */
    public void insert(Transaction tx, Kind kind, String id, ObjectNode document) {
        int inserted = sql(
                        tx,
                        kind,
                        "INSERT INTO document (tenant, kind, id, sequence, body)"
                                + " VALUES (:tenant, :kind, :id, :sequence, :body) ON CONFLICT DO NOTHING")
                .bind("id", id)
                .bind("sequence", sequence.next())
                .bind("body", encrypted(tx, kind, id, document))
                .update();
        if (inserted == 0) {
            throw new DuplicateKeyException("id", id);
        }
        insertKeys(tx, kind, id, document);
        announce(tx, kind);
    }

    private static void announce(Transaction tx, Kind kind) {
        if (kind.cached()) {
            tx.announce(kind.name());
        }
    }

    /**
     * Puts {@code document} in the place of the one with that id; whether there was one.
     *
     * @throws DuplicateKeyException when a unique key is taken by another document
     */
    public boolean update(Transaction tx, Kind kind, String id, ObjectNode document) {
        int updated = sql(tx, kind, "UPDATE document SET body = :body WHERE " + OWN + " AND id = :id")
                .bind("id", id)
                .bind("body", encrypted(tx, kind, id, document))
                .update();
        if (updated == 0) {
            return false;
        }
        deleteKeys(tx, kind, id);
        insertKeys(tx, kind, id, document);
        announce(tx, kind);
        return true;
    }

    /** Removes the document with that id and all that belongs to it; whether there was one. */
    public boolean delete(Transaction tx, Kind kind, String id) {
        deleteOwned(tx, kind.name(), id);
        deleteKeys(tx, kind, id);
        announce(tx, kind);
        return sql(tx, kind, "DELETE FROM document WHERE " + OWN + " AND id = :id")
                        .bind("id", id)
                        .update()
                > 0;
    }

    /** Removes every document that has these key values; all of the kind when none are given. */
    public void deleteAll(Transaction tx, Kind kind, Map<String, String> keys) {
        Map<String, List<String>> filter = Filter.single(keys);
        Filter.bind(sql(tx, kind, "SELECT id FROM document WHERE " + OWN + Filter.of(filter)), filter)
                .list(row -> row.text(1))
                .forEach(id -> delete(tx, kind, id));
    }

    /**
     * Removes what belongs to a document or a user, and what belongs to that.
     *
     * @param kind the name of the owner's kind, or {@link Kind.Owner#USER}
     */
    public void deleteOwned(Transaction tx, String kind, String id) {
        for (Kind owned : ownedBy.getOrDefault(kind, List.of())) {
            for (Kind.Owner owner : owned.owners()) {
                if (owner.kind().equals(kind)) {
                    deleteAll(tx, owned, Map.of(owner.key(), id));
                }
            }
        }
    }

    /** The kinds whose documents belong to users. */
    public List<Kind> ofUsers() {
        return List.copyOf(ownedBy.getOrDefault(Kind.Owner.USER, List.of()));
    }

    /** Every document that has these key values, oldest first; all of the kind when none are given. */
    public List<ObjectNode> all(Transaction tx, Kind kind, Map<String, String> keys) {
        return list(tx, kind, keys, Window.ALL).items();
    }

    /**
     * The part of the kind's documents with these key values that {@code window} shows, oldest first.
     *
     * @param keys names of keys and the value each must have
     * @throws dev.gatehouse.server.store.InvalidCursorException when the window goes on from no page's end
     */
    public Slice<ObjectNode> list(Transaction tx, Kind kind, Map<String, String> keys, Window window) {
        return listAny(tx, kind, Filter.single(keys), window);
    }

    /**
     * As {@link #list}, of those that have, for each key, one of several values.
     *
     * @param keys names of keys and the values of which each must have one
     */
    public Slice<ObjectNode> listAny(Transaction tx, Kind kind, Map<String, List<String>> keys, Window window) {
        String where = OWN + Filter.of(keys);
        if (window instanceof Window.Checkpoint checkpoint) {
            return checkpoint(tx, kind, keys, checkpoint, where);
        }
        Window.Offset offset = (Window.Offset) window;
        List<ObjectNode> items = Filter.bind(
                        sql(
                                tx,
                                kind,
                                "SELECT id, body FROM document WHERE " + where
                                        + " ORDER BY sequence, id LIMIT :limit OFFSET :start"),
                        keys)
                .bind("limit", offset.limit())
                .bind("start", offset.start())
                .list(row -> decrypted(tx, kind, row.text(1), row.text(2)));
        long total = offset.withTotal() ? countAny(tx, kind, keys) : -1;
        return new Slice<>(items, total, null);
    }

    private Slice<ObjectNode> checkpoint(
            Transaction tx, Kind kind, Map<String, List<String>> keys, Window.Checkpoint window, String where) {
        Cursor after = window.from() == null ? Cursor.START : Cursor.decode(window.from());
        List<Entry> rows = Filter.bind(
                        sql(
                                tx,
                                kind,
                                "SELECT id, sequence, body FROM document WHERE " + where
                                        + " AND (sequence, id) > (:sequence, :after)"
                                        + " ORDER BY sequence, id LIMIT :limit"),
                        keys)
                .bind("sequence", after.sequence())
                .bind("after", after.id())
                .bind("limit", window.limit() + 1)
                .list(row -> new Entry(
                        new Cursor(row.number(2), row.text(1)), decrypted(tx, kind, row.text(1), row.text(3))));
        return Cursor.page(rows, window.limit(), Entry::cursor).map(Entry::document);
    }

    private record Entry(Cursor cursor, ObjectNode document) {}

    /** How many documents have these key values. */
    public long count(Transaction tx, Kind kind, Map<String, String> keys) {
        return countAny(tx, kind, Filter.single(keys));
    }

    private static long countAny(Transaction tx, Kind kind, Map<String, List<String>> keys) {
        return Filter.bind(sql(tx, kind, "SELECT COUNT(*) FROM document WHERE " + OWN + Filter.of(keys)), keys)
                .number();
    }

    private static SqlStatement sql(Transaction tx, Kind kind, String text) {
        return tx.sql(text).bind("kind", kind.name());
    }

    private void insertKeys(Transaction tx, Kind kind, String id, ObjectNode document) {
        for (Kind.Key key : kind.keys()) {
            for (String value : key.values().apply(document)) {
                int inserted = sql(
                                tx,
                                kind,
                                "INSERT INTO document_key (tenant, kind, name, value, slot, id)"
                                        + " VALUES (:tenant, :kind, :name, :value, :slot, :id) ON CONFLICT DO NOTHING")
                        .bind("name", key.name())
                        .bind("value", value)
                        .bind("slot", key.unique() ? "" : id)
                        .bind("id", id)
                        .update();
                if (inserted == 0 && key.unique()) {
                    throw new DuplicateKeyException(key.name(), value);
                }
            }
        }
    }

    private static void deleteKeys(Transaction tx, Kind kind, String id) {
        sql(tx, kind, "DELETE FROM document_key WHERE " + OWN + " AND id = :id")
                .bind("id", id)
                .update();
    }

    private String encrypted(Transaction tx, Kind kind, String id, ObjectNode document) {
        ObjectNode copy = document.deepCopy();
        secrets.of(kind).replace(copy, secret -> SealedSecret.seal(secretBox, secret, place(tx, kind, id)));
        return StoredJson.write(copy);
    }

    private ObjectNode decrypted(Transaction tx, Kind kind, String id, String body) {
        ObjectNode document = StoredJson.object(body);
        secrets.of(kind).replace(document, kept -> SealedSecret.open(secretBox, kept, place(tx, kind, id)));
        return document;
    }

    private static String place(Transaction tx, Kind kind, String id) {
        return tx.tenantId() + "/" + kind.name() + "/" + id;
    }
}
