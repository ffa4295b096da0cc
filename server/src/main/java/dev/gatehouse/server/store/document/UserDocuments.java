package dev.gatehouse.server.store.document;

import dev.gatehouse.server.store.Transaction;
import java.util.Map;

/** The documents that belong to a user, and go with the user: each names its user as {@code user_id}. Thread-safe. */
public final class UserDocuments {
    private final DocumentStore documents;

    public UserDocuments(DocumentStore documents) {
        this.documents = documents;
    }

    /** Deletes what a user has of a kind. */
    public void delete(Transaction tx, Kind kind, String userId) {
        documents.deleteAll(tx, kind, Map.of("user_id", userId));
    }

    /** Deletes what a user has of every kind. */
    public void deleteAll(Transaction tx, String userId) {
        documents.deleteOwned(tx, Kind.Owner.USER, userId);
    }

    /** Deletes what every user has. */
    public void deleteAll(Transaction tx) {
        documents.ofUsers().forEach(kind -> documents.deleteAll(tx, kind, Map.of()));
    }
}
