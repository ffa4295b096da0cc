package dev.gatehouse.server.management.connections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where the endpoints of an OpenID Connect provider are. They come from the metadata that was sent; Okta's are known from its
 * domain. This server does not fetch discovery documents.
 */
final class OpenIdMetadata {
    private static final List<String> ENDPOINTS =
            List.of("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri", "issuer");

    private static final List<String> SUPPORTED = List.of(
            "claims_parameter_supported",
            "request_parameter_supported",
            "request_uri_parameter_supported",
            "require_request_uri_registration");

    private OpenIdMetadata() {}

    static void complete(String strategy, ObjectNode options) {
        String domain = options.path("domain").asText("");
        if (strategy.equals("okta")
                && !domain.isEmpty()
                && !options.path("oidc_metadata").isObject()) {
            options.set("oidc_metadata", okta(domain));
        }
        JsonNode metadata = options.path("oidc_metadata");
        if (metadata instanceof ObjectNode object) {
            addMeaning(object);
        }
        for (String endpoint : ENDPOINTS) {
            if (options.path(endpoint).isNull() && metadata.path(endpoint).isTextual()) {
                options.set(endpoint, metadata.get(endpoint));
            }
        }
    }

    /** What a discovery document that leaves these out means, by OpenID Connect Discovery 1.0 §3 as the API shows it. */
    private static void addMeaning(ObjectNode metadata) {
        for (String flag : SUPPORTED) {
            if (!metadata.has(flag)) {
                metadata.put(flag, false);
            }
        }
    }

    /** As Okta lays out its organization authorization server. */
    private static JsonNode okta(String domain) {
        JsonNode template = Strategies.of("okta").path("metadata");
        String text = new String(Json.write(template), StandardCharsets.UTF_8).replace("{domain}", domain);
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
