package dev.gatehouse.server.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.Transaction;
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

    private SystemGrant() {}

    /** Whether a client has one. */
    static boolean belongsTo(Client client) {
        return "express_configuration".equals(client.applicationType());
    }

    /** The grant of that client, without an id. */
    static ObjectNode of(Transaction tx, Client client) {
        ObjectNode grant = JsonNodeFactory.instance
                .objectNode()
                .put("client_id", client.id())
                .put("audience", tx.tenant().managementAudience());
        SCOPES.forEach(grant.putArray("scope")::add);
        return grant.put("is_system", true).put("subject_type", "client");
    }
}
