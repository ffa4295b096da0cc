package dev.gatehouse.server.management.clients;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What of a client a token may see, by its scopes. */
final class ClientView {
    private static final List<String> SUMMARY = List.of("client_id", "app_type", "name", "description");
    private static final List<String> KEYS =
            List.of("client_secret", "encryption_key", "signing_keys", "client_authentication_methods");
    private static final Set<String> ALL_BUT_KEYS = Set.of("read:clients", "read:client_keys");
    private static final Set<String> ALL = Set.of("read:client_keys", "update:client_keys", "read:client_credentials");

    private ClientView() {}

    /** As it is read: without read:clients a summary, and its secret and keys only with a scope for them. */
    static ObjectNode read(Set<String> scopes, ObjectNode client) {
        if (Collections.disjoint(scopes, ALL_BUT_KEYS)) {
            return client.retain(SUMMARY);
        }
        return changed(scopes, client);
    }

    /** As the answer to a change: whole, but for its secret and keys without a scope for them. */
    static ObjectNode changed(Set<String> scopes, ObjectNode client) {
        if (Collections.disjoint(scopes, ALL)) {
            client.remove(KEYS);
        }
        return client;
    }
}
