package dev.gatehouse.server.store.document;

import dev.gatehouse.server.store.Transaction;
import java.util.List;
import java.util.Map;

/** The documents that belong to a user, and go with the user: each names its user as {@code user_id}. Thread-safe. */
public final class UserDocuments {
    private static final List<Kind> KINDS = List.of(
            Kind.AUTHENTICATION_METHOD,
            Kind.SESSION,
            Kind.REFRESH_TOKEN,
            Kind.CONNECTED_ACCOUNT,
            Kind.FEDERATED_CONNECTION_TOKENSET,
            Kind.REMEMBERED_BROWSER,
            Kind.KNOWN_DEVICE);

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
        KINDS.forEach(kind -> delete(tx, kind, userId));
    }

    /** Deletes what every user has. */
    public void deleteAll(Transaction tx) {
        KINDS.forEach(kind -> documents.deleteAll(tx, kind, Map.of()));
    }
}
