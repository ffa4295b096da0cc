package dev.gatehouse.server.management.users;

import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import java.util.List;
import java.util.Map;

/** The documents that belong to a user, and go with the user: each names its user as {@code user_id}. */
final class UserDocuments {
    private static final List<Kind> KINDS = List.of(
            Kind.AUTHENTICATION_METHOD,
            Kind.SESSION,
            Kind.REFRESH_TOKEN,
            Kind.CONNECTED_ACCOUNT,
            Kind.FEDERATED_CONNECTION_TOKENSET,
            Kind.REMEMBERED_BROWSER,
            Kind.KNOWN_DEVICE);

    private final DocumentStore documents;

    UserDocuments(DocumentStore documents) {
        this.documents = documents;
    }

    /** Deletes what a user has of a kind. */
    void delete(Transaction tx, Kind kind, String userId) {
        delete(tx, kind, Map.of("user_id", userId));
    }

    /** Deletes what a user has of every kind. */
    void deleteAll(Transaction tx, String userId) {
        KINDS.forEach(kind -> delete(tx, kind, userId));
    }

    /** Deletes what every user has. */
    void deleteAll(Transaction tx) {
        KINDS.forEach(kind -> delete(tx, kind, Map.of()));
    }

    private void delete(Transaction tx, Kind kind, Map<String, String> keys) {
        documents
                .all(tx, kind, keys)
                .forEach(document ->
                        documents.delete(tx, kind, document.path("id").asText()));
    }
}
