package dev.gatehouse.server.resourceserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.tenant.Tenant;

/** Fills in what a new API was not given; those that the tenant makes itself get the same. Thread-safe. */
public final class ResourceServerDefaults {
    private static final int LIFETIME = 86_400;
    private static final int WEB_LIFETIME = 7_200;
    private static final int SECRET_LENGTH = 32;

    private final Identifiers identifiers;

    public ResourceServerDefaults(Identifiers identifiers) {
        this.identifiers = identifiers;
    }

    /** The API that was sent, whole, under an id of its own; what was sent is left as it is. */
    public ResourceServer complete(Tenant tenant, ObjectNode sent) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", ResourceServer.KIND.newId(identifiers));
        json.set("name", sent.hasNonNull("name") ? sent.get("name") : sent.get("identifier"));
        json.set("identifier", sent.get("identifier"));
        json.put("signing_alg", "RS256")
                .put("allow_offline_access", false)
                .put("skip_consent_for_verifiable_first_party_clients", false)
                .put("token_lifetime", LIFETIME)
                .put("token_lifetime_for_web", WEB_LIFETIME);
        json.setAll(sent.deepCopy());
        json.properties().removeIf(member -> member.getValue().isNull());
        SystemApis.of(tenant, sent.path("identifier").asText()).ifPresent(json::setAll);
        ResourceServer api = new ResourceServer(json);
        completeObjects(api);
        // Each API has a secret, for when its tokens are signed with HS256.
        json.putIfAbsent("signing_secret", TextNode.valueOf(identifiers.secret(SECRET_LENGTH)));
        return api;
    }

    /** What depends on other members: after a change, too. */
    static void completeObjects(ResourceServer api) {
        ObjectNode policies = api.json().withObjectProperty("subject_type_authorization");
        policies.withObjectProperty("user").putIfAbsent("policy", TextNode.valueOf("allow_all"));
        policies.withObjectProperty("client").putIfAbsent("policy", TextNode.valueOf("require_client_grant"));
        int lifetime = api.number("token_lifetime", LIFETIME);
        // Tokens for a browser are never valid for longer than the others.
        if (!api.isSystem() && api.number("token_lifetime_for_web", 0) > lifetime) {
            api.json().put("token_lifetime_for_web", lifetime);
        }
    }
}
