package dev.gatehouse.server.management.clients;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kinds;
import java.util.List;

/** The grant that comes with a client for express configuration: what it may do at the Management API is not for choice. */
final class SystemGrant {
    private static final List<String> SCOPES = List.of(
            "read:clients",
            "read:user_attribute_profiles",
            "read:connection_profiles",
            "read:organizations_summary",
            "read:connections",
            "create:connections",
            "update:connections",
            "read:connections_options",
            "update:connections_options",
            "read:organization_connections",
            "create:organization_connections",
            "update:organization_connections",
            "create:scim_config",
            "read:scim_token",
            "create:scim_token",
            "delete:scim_token");

    private final DocumentStore documents;
    private final Identifiers identifiers;

    SystemGrant(DocumentStore documents, Identifiers identifiers) {
        this.documents = documents;
        this.identifiers = identifiers;
    }

    /** Inserts it, when the client is of the kind that has one. */
    void insert(Transaction tx, ObjectNode client) {
        if (!client.path("app_type").asText().equals("express_configuration")) {
            return;
        }
        String id = identifiers.prefixed("cgr_");
        ObjectNode grant = JsonNodeFactory.instance.objectNode().put("id", id);
        grant.set("client_id", client.get("client_id"));
        grant.put("audience", tx.tenant().managementAudience());
        SCOPES.forEach(grant.putArray("scope")::add);
        grant.put("is_system", true).put("subject_type", "client");
        documents.insert(tx, Kinds.CLIENT_GRANT, id, grant);
    }
}
