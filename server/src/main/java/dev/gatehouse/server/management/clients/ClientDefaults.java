package dev.gatehouse.server.management.clients;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.MergePatch;
import dev.gatehouse.server.identifier.Identifiers;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A client with the defaults for what was not sent, which depend on the kind of application. */
final class ClientDefaults {
    private static final int ID_LENGTH = 32;
    private static final int SECRET_LENGTH = 64;
    private static final int TOKEN_LIFETIME = 2_592_000;
    private static final int IDLE_TOKEN_LIFETIME = 1_296_000;
    private static final int ID_TOKEN_LIFETIME = 36_000;
    private static final List<String> LEGACY_GRANTS =
            List.of("authorization_code", "implicit", "refresh_token", "client_credentials");
    private static final Map<String, List<String>> GRANTS = Map.of(
            "native", List.of("implicit", "authorization_code", "refresh_token"),
            "spa", List.of("implicit", "authorization_code", "refresh_token"),
            "regular_web", List.of("authorization_code", "implicit", "refresh_token", "client_credentials"),
            "non_interactive", List.of("client_credentials"),
            "resource_server", List.of(),
            "express_configuration", List.of("authorization_code", "client_credentials"));
    /** Kinds that are as old as OpenID Connect here or younger. */
    private static final Set<String> CONFORMANT = Set.of("resource_server", "express_configuration");

    private final Identifiers identifiers;

    ClientDefaults(Identifiers identifiers) {
        this.identifiers = identifiers;
    }

    ObjectNode from(ObjectNode sent) {
        String type = sent.path("app_type").asText("");
        ObjectNode client = JsonNodeFactory.instance.objectNode();
        client.put("client_id", identifiers.alphanumeric(ID_LENGTH))
                .put("client_secret", identifiers.secret(SECRET_LENGTH))
                .put("global", false)
                .put("is_first_party", true)
                .put("is_token_endpoint_ip_header_trusted", false)
                .put("oidc_conformant", CONFORMANT.contains(type))
                .put("sso_disabled", false)
                .put("cross_origin_authentication", false)
                .put("cross_origin_auth", false)
                .put("custom_login_page_on", true);
        GRANTS.getOrDefault(type, LEGACY_GRANTS).forEach(client.putArray("grant_types")::add);
        client.set("jwt_configuration", jwtConfiguration(type));
        client.set("refresh_token", refreshToken());
        client.putArray("async_approval_notification_channels").add("guardian-push");
        if (type.equals("express_configuration")) {
            addExpressConfiguration(client);
        }
        MergePatch.apply(client, sent);
        if (client.path("jwt_configuration") instanceof ObjectNode jwt && !jwt.has("secret_encoded")) {
            jwt.put("secret_encoded", false);
        }
        if (client.path("refresh_token") instanceof ObjectNode refreshToken) {
            completeRefreshToken(refreshToken);
        }
        return client;
    }

    private static void completeRefreshToken(ObjectNode sent) {
        ObjectNode complete = refreshToken();
        boolean expiring = sent.path("expiration_type").asText().equals("expiring");
        complete.put("infinite_token_lifetime", !expiring).put("infinite_idle_token_lifetime", !expiring);
        complete.properties().forEach(property -> {
            if (!sent.has(property.getKey())) {
                sent.set(property.getKey(), property.getValue());
            }
        });
    }

    private static ObjectNode jwtConfiguration(String type) {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode().put("secret_encoded", false);
        return CONFORMANT.contains(type)
                ? configuration.put("alg", "RS256")
                : configuration.put("lifetime_in_seconds", ID_TOKEN_LIFETIME);
    }

    private static ObjectNode refreshToken() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("rotation_type", "non-rotating")
                .put("expiration_type", "non-expiring")
                .put("leeway", 0)
                .put("token_lifetime", TOKEN_LIFETIME)
                .put("infinite_token_lifetime", true)
                .put("infinite_idle_token_lifetime", true)
                .put("idle_token_lifetime", IDLE_TOKEN_LIFETIME);
    }

    private static void addExpressConfiguration(ObjectNode client) {
        client.putArray("callbacks").add("https://system-admin.okta.com/admin/app/generic/oauth20redirect");
        client.put("organization_usage", "require").put("organization_require_behavior", "pre_login_prompt");
        client.putObject("client_authentication_methods")
                .putObject("private_key_jwt")
                .putArray("credentials");
    }
}
