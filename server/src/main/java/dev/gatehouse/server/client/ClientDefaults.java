package dev.gatehouse.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.identifier.Identifiers;
import java.util.List;
import java.util.Set;

/**
 * Fills in what a new client was not given. Some of it depends on what it was given, so that no schema can say it. Clients that
 * the tenant makes itself get the same. Thread-safe.
 */
public final class ClientDefaults {
    private static final int SECRET_LENGTH = 64;
    private static final int ID_TOKEN_LIFETIME = 36_000;
    private static final List<String> PUBLIC_GRANTS = List.of("authorization_code", "implicit", "refresh_token");
    private static final String CLIENT_CREDENTIALS = "client_credentials";
    private static final String EXPRESS_CONFIGURATION = "express_configuration";
    private static final String RESOURCE_SERVER = "resource_server";
    /** Kinds of applications that are younger than the tenant's conformance to OpenID Connect. */
    private static final Set<String> CONFORMANT = Set.of(RESOURCE_SERVER, EXPRESS_CONFIGURATION);

    /** Of ID tokens, in seconds. */
    private static final int THIRD_PARTY_LIFETIME = 3_600;

    private final Identifiers identifiers;

    public ClientDefaults(Identifiers identifiers) {
        this.identifiers = identifiers;
    }

    /** A new secret. */
    String secret() {
        return identifiers.secret(SECRET_LENGTH);
    }

    /** The client that was sent, whole; what was sent is left as it is. */
    public Client complete(ObjectNode sent) {
        String type = sent.path("app_type").asText("");
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("client_id", Client.KIND.newId(identifiers))
                .put("client_secret", secret())
                .put("global", false)
                .put("is_first_party", true)
                .put("is_token_endpoint_ip_header_trusted", false)
                .put("oidc_conformant", CONFORMANT.contains(type))
                .put("sso_disabled", false)
                .put("cross_origin_authentication", false)
                .put("cross_origin_auth", false)
                .put("custom_login_page_on", true);
        json.set("grant_types", grants(type, sent.path(Client.AUTH_METHOD).asText("")));
        json.set("jwt_configuration", jwtConfiguration(type));
        json.putObject("refresh_token");
        json.putArray("async_approval_notification_channels").add("guardian-push");
        if (type.equals(EXPRESS_CONFIGURATION)) {
            addExpressConfiguration(json);
        }
        json.setAll(sent.deepCopy());
        json.properties().removeIf(member -> member.getValue().isNull());
        Client client = new Client(json);
        completeObjects(client);
        return client;
    }

    /** What a client of others has that was registered by its metadata document, beside what the document says. */
    ObjectNode ofOthers(ObjectNode described) {
        ObjectNode client = described.deepCopy();
        client.put("client_id", identifiers.longPrefixed("tpc_"))
                .put("is_first_party", false)
                .put("oidc_conformant", true)
                .put("external_metadata_type", ClientIdMetadata.TYPE)
                .put("external_metadata_created_by", "admin");
        client.putObject("jwt_configuration")
                .put("secret_encoded", false)
                .put("alg", "RS256")
                .put("lifetime_in_seconds", THIRD_PARTY_LIFETIME);
        client.putObject("refresh_token").put("rotation_type", "rotating").put("expiration_type", "expiring");
        return client;
    }

    /** The objects that a client has, each with what it lacks: after a change, too. */
    static void completeObjects(Client client) {
        if (client.at("jwt_configuration") instanceof ObjectNode jwt && !jwt.has("secret_encoded")) {
            jwt.put("secret_encoded", false);
        }
        if (client.at("refresh_token") instanceof ObjectNode refreshToken) {
            completeRefreshToken(client, refreshToken);
        }
    }

    private static void completeRefreshToken(Client client, ObjectNode sent) {
        ObjectNode complete = JsonNodeFactory.instance
                .objectNode()
                .put("rotation_type", "non-rotating")
                .put("expiration_type", "non-expiring");
        complete.setAll(sent);
        boolean expiring = complete.path("expiration_type").asText().equals("expiring");
        // A client that says client_secret_post outright has the lifetimes of before refresh tokens could expire.
        boolean legacy = client.text(Client.AUTH_METHOD, "").equals("client_secret_post");
        ObjectNode otherwise = JsonNodeFactory.instance
                .objectNode()
                .put("leeway", 0)
                .put("token_lifetime", legacy ? 31_557_600 : 2_592_000)
                .put("infinite_token_lifetime", !expiring)
                .put("infinite_idle_token_lifetime", !expiring)
                .put("idle_token_lifetime", legacy ? 2_592_000 : 1_296_000);
        for (var member : otherwise.properties()) {
            complete.putIfAbsent(member.getKey(), member.getValue());
        }
        sent.removeAll();
        sent.setAll(complete);
    }

    /** Those of older tenants, whatever the dashboard proposes: a public client has no credentials of its own to use. */
    private static ArrayNode grants(String type, String authMethod) {
        ArrayNode grants = JsonNodeFactory.instance.arrayNode();
        switch (type) {
            case RESOURCE_SERVER -> {}
            case EXPRESS_CONFIGURATION -> grants.add("authorization_code").add(CLIENT_CREDENTIALS);
            default -> {
                PUBLIC_GRANTS.forEach(grants::add);
                if (!authMethod.equals("none")) {
                    grants.add(CLIENT_CREDENTIALS);
                }
            }
        }
        return grants;
    }

    private static JsonNode jwtConfiguration(String type) {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        return CONFORMANT.contains(type)
                ? configuration.put("alg", "RS256")
                : configuration.put("lifetime_in_seconds", ID_TOKEN_LIFETIME);
    }

    private static void addExpressConfiguration(ObjectNode client) {
        client.putArray("callbacks").add("https://system-admin.okta.com/admin/app/generic/oauth20redirect");
        client.put("organization_usage", "require").put("organization_require_behavior", "pre_login_prompt");
        client.putObject(Client.AUTHENTICATION_METHODS)
                .putObject("private_key_jwt")
                .putArray("credentials");
    }
}
