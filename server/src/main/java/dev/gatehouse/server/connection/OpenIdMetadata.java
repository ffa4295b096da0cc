package dev.gatehouse.server.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.StoredJson;
import java.util.List;

/**
 * Where the endpoints of an OpenID Connect provider are. They come from its metadata, which was sent or read at its discovery
 * address; Okta's are known from its domain.
 */
final class OpenIdMetadata {
    private static final List<String> ENDPOINTS =
            List.of("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri", "issuer");

    /** What follows from Okta's domain where it was not sent. */
    private static final List<String> OF_OKTA =
            List.of("authorization_endpoint", "token_endpoint", "userinfo_endpoint");

    private static final List<String> SUPPORTED = List.of(
            "claims_parameter_supported",
            "request_parameter_supported",
            "request_uri_parameter_supported",
            "require_request_uri_registration");

    private OpenIdMetadata() {}

    static void complete(Strategy strategy, ObjectNode options) {
        String domain = options.path("domain").asText("");
        boolean okta = strategy.name().equals("okta") && !domain.isEmpty();
        if (okta && !options.path("oidc_metadata").isObject()) {
            options.set("oidc_metadata", okta(strategy, domain));
        }
        JsonNode metadata = options.path("oidc_metadata");
        if (metadata instanceof ObjectNode object) {
            addMeaning(object);
        }
        for (String endpoint : ENDPOINTS) {
            boolean asked =
                    options.path(endpoint).isNull() || okta && OF_OKTA.contains(endpoint) && !options.has(endpoint);
            if (asked && metadata.path(endpoint).isTextual()) {
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
    private static JsonNode okta(Strategy strategy, String domain) {
        return StoredJson.read(StoredJson.write(strategy.at("metadata")).replace("{domain}", quoted(domain)));
    }

    /** As it stands within a string of JSON. */
    private static String quoted(String domain) {
        String text = StoredJson.write(JsonNodeFactory.instance.textNode(domain));
        return text.substring(1, text.length() - 1);
    }
}
