package dev.gatehouse.server.management.connections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Where the endpoints of an OpenID Connect provider are. They come from the metadata that was sent; Okta's are known from its
 * domain. This server does not fetch discovery documents.
 */
final class OpenIdMetadata {
    private static final List<String> ENDPOINTS =
            List.of("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri", "issuer");

    private OpenIdMetadata() {}

    static void complete(String strategy, ObjectNode options) {
        String domain = options.path("domain").asText("");
        if (strategy.equals("okta")
                && !domain.isEmpty()
                && !options.path("oidc_metadata").isObject()) {
            options.set("oidc_metadata", okta(options, "https://" + domain));
        }
        JsonNode metadata = options.path("oidc_metadata");
        for (String endpoint : ENDPOINTS) {
            boolean unset = options.path(endpoint).isNull() || strategy.equals("okta");
            if (unset && metadata.path(endpoint).isTextual()) {
                options.set(endpoint, metadata.get(endpoint));
            }
        }
    }

    /** As Okta lays out its organization authorization server. */
    private static ObjectNode okta(ObjectNode options, String issuer) {
        ObjectNode metadata = options.objectNode()
                .put("issuer", issuer)
                .put("authorization_endpoint", issuer + "/oauth2/v1/authorize")
                .put("token_endpoint", issuer + "/oauth2/v1/token")
                .put("userinfo_endpoint", issuer + "/oauth2/v1/userinfo")
                .put("registration_endpoint", issuer + "/oauth2/v1/clients")
                .put("jwks_uri", issuer + "/oauth2/v1/keys")
                .put("introspection_endpoint", issuer + "/oauth2/v1/introspect")
                .put("revocation_endpoint", issuer + "/oauth2/v1/revoke")
                .put("end_session_endpoint", issuer + "/oauth2/v1/logout");
        metadata.putArray("subject_types_supported").add("public");
        metadata.putArray("id_token_signing_alg_values_supported").add("RS256");
        metadata.putArray("code_challenge_methods_supported").add("S256");
        return metadata;
    }
}
