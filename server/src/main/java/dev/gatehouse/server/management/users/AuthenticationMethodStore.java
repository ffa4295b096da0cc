package dev.gatehouse.server.management.users;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kinds;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The authentication methods of users, each a document that names its user. */
final class AuthenticationMethodStore {
    private final DocumentStore documents;

    AuthenticationMethodStore(DocumentStore documents) {
        this.documents = documents;
    }

    List<ObjectNode> of(Transaction tx, String userId) {
        return documents.all(tx, Kinds.AUTHENTICATION_METHOD, Map.of("user_id", userId));
    }

    Optional<ObjectNode> find(Transaction tx, String userId, String id) {
        return documents
                .find(tx, Kinds.AUTHENTICATION_METHOD, id)
                .filter(method -> method.path("user_id").asText().equals(userId));
    }

    void insert(Transaction tx, ObjectNode method) {
        documents.insert(tx, Kinds.AUTHENTICATION_METHOD, method.path("id").asText(), method);
    }

    void update(Transaction tx, ObjectNode method) {
        documents.update(tx, Kinds.AUTHENTICATION_METHOD, method.path("id").asText(), method);
    }

    void delete(Transaction tx, ObjectNode method) {
        documents.delete(tx, Kinds.AUTHENTICATION_METHOD, method.path("id").asText());
    }

    void deleteAll(Transaction tx, String userId) {
        of(tx, userId).forEach(method -> delete(tx, method));
    }
}
