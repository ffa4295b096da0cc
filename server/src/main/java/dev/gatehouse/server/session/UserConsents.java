package dev.gatehouse.server.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What users allowed clients, kept as grants. Thread-safe. */
public final class UserConsents {
    private final DocumentCollection<UserGrant> grants;
    private final Identifiers identifiers;

    public UserConsents(DocumentStore documents, Identifiers identifiers) {
        grants = documents.of(UserGrant.KIND, UserGrant::new);
        this.identifiers = identifiers;
    }

    private Optional<UserGrant> find(Transaction tx, String userId, String clientId, String audience) {
        return grants.all(tx, Map.of("user_id", userId, UserGrant.CLIENT, clientId, "audience", audience)).stream()
                .findFirst();
    }

    /** Whether a user has allowed a client all of these scopes of an API. */
    public boolean covers(Transaction tx, String userId, String clientId, String audience, Collection<String> scopes) {
        return find(tx, userId, clientId, audience)
                .filter(grant -> grant.texts("scope").containsAll(scopes))
                .isPresent();
    }

    /** Notes that a user allows a client these scopes of an API, beside those it did before. */
    public void add(Transaction tx, String userId, String clientId, String audience, Collection<String> scopes) {
        ObjectNode grant = find(tx, userId, clientId, audience)
                .map(UserGrant::json)
                .orElseGet(() -> JsonNodeFactory.instance
                        .objectNode()
                        .put("id", Objects.requireNonNull(UserGrant.KIND.newId(identifiers)))
                        .put(UserGrant.CLIENT, clientId)
                        .put("user_id", userId)
                        .put("audience", audience));
        Set<String> all = new LinkedHashSet<>(new UserGrant(grant).texts("scope"));
        all.addAll(scopes);
        all.forEach(grant.putArray("scope")::add);
        grants.put(tx, grant);
    }
}
