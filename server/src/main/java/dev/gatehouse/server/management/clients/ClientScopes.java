package dev.gatehouse.server.management.clients;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The scopes that single members of a client need, to be read and to be changed. */
final class ClientScopes {
    private static final List<String> SUMMARY = List.of("client_id", "app_type", "name", "description");
    private static final List<String> KEYS =
            List.of("client_secret", "encryption_key", "signing_keys", "client_authentication_methods");
    private static final Set<String> ALL_BUT_KEYS = Set.of("read:clients", "read:client_keys");
    private static final Set<String> ALL = Set.of("read:client_keys", "update:client_keys", "read:client_credentials");

    /** What whoever holds it could take the client over with. */
    private static final Map<String, String> TO_CREATE = Map.of(
            "client_authentication_methods", "create:client_credentials",
            "signed_request_object", "create:client_credentials",
            "token_vault_privileged_access", "create:client_credentials");

    private static final Map<String, String> TO_UPDATE = Map.of(
            "client_secret", "update:client_keys",
            "encryption_key", "update:client_keys",
            "client_authentication_methods", "update:client_credentials",
            "signed_request_object", "update:client_credentials",
            "token_vault_privileged_access", "update:client_token_vault_privileged_access");

    /** The members that the scopes of {@code clients.update} stand for where they are not update:clients itself. */
    private static final Map<String, Set<String>> ALONE = Map.of(
            "update:client_keys", Set.of("client_secret", "encryption_key"),
            "update:client_token_vault_privileged_access", Set.of("token_vault_privileged_access"));

    private ClientScopes() {}

    /**
     * Checks that the scopes allow every member of a new client.
     *
     * @throws dev.gatehouse.server.error.Rejection when one needs a scope of its own that is missing
     */
    static void requireToCreate(Set<String> scopes, ObjectNode sent) {
        require(TO_CREATE, scopes, sent);
    }

    /**
     * Checks that the scopes allow every member of a change.
     *
     * @throws dev.gatehouse.server.error.Rejection when one needs a scope of its own that is missing
     */
    static void requireToUpdate(Set<String> scopes, ObjectNode sent) {
        require(TO_UPDATE, scopes, sent);
        if (scopes.contains("update:clients")) {
            return;
        }
        sent.fieldNames().forEachRemaining(member -> {
            boolean allowed = ALONE.entrySet().stream()
                    .anyMatch(alone ->
                            scopes.contains(alone.getKey()) && alone.getValue().contains(member));
            if (!allowed) {
                throw insufficient("update:clients");
            }
        });
    }

    private static void require(Map<String, String> needed, Set<String> scopes, ObjectNode sent) {
        needed.forEach((member, scope) -> {
            if (sent.has(member) && !scopes.contains(scope)) {
                throw insufficient(scope);
            }
        });
    }

    private static RuntimeException insufficient(String scope) {
        return ErrorCode.INSUFFICIENT_SCOPE.refuse("Insufficient scope, expected any of: " + scope);
    }

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
