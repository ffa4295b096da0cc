package dev.gatehouse.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An application that signs people in or calls APIs. */
public record Client(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("client")
            .identified("client_id", identifiers -> identifiers.alphanumeric(32))
            .key("global", "/global")
            .key("app_type", "/app_type")
            .key("is_first_party", "/is_first_party")
            .key("resource_server_identifier", "/resource_server_identifier")
            .key("external_client_id", "/external_client_id")
            .schemas("Client")
            .secrets("client_secret", "signing_keys/*/pkcs7", "encryption_key/pub")
            .errors(ErrorCode.INEXISTENT_CLIENT, ErrorCode.CLIENT_CONFLICT)
            .build();

    static final String AUTHENTICATION_METHODS = "client_authentication_methods";
    static final String AUTH_METHOD = "token_endpoint_auth_method";

    public String id() {
        return text("client_id", "");
    }

    /** {@code app_type}; null when it has none. */
    public @Nullable String applicationType() {
        return text("app_type");
    }

    public boolean isGlobal() {
        return flag("global");
    }

    /** Whether it is one of the tenant's own; true unless it says otherwise. */
    public boolean isFirstParty() {
        return at("is_first_party").asBoolean(true);
    }

    /** Empty when it has none. */
    public String secret() {
        return text("client_secret", "");
    }

    /** Its name as people see it. */
    public String name() {
        return text("name", id());
    }

    /** Whether pages of an origin may be told what came of an authorization. */
    public boolean allowsMessagesTo(String origin) {
        return new RegisteredUrls(texts("web_origins"), false).allow(origin);
    }

    /** Whether a page of that origin may call the tenant for it. */
    public boolean allowsOrigin(String origin) {
        return allowsMessagesTo(origin)
                || new RegisteredUrls(texts("allowed_origins"), false).allow(origin)
                || texts("callbacks").stream()
                        .anyMatch(url -> RegisteredUrls.origin(url)
                                .filter(origin::equals)
                                .isPresent());
    }

    public List<String> grantTypes() {
        return texts("grant_types");
    }

    /** Whether it authenticates by a key or a certificate, so that its secret is of no use. */
    public boolean authenticatesByKey() {
        return at(AUTHENTICATION_METHODS).isObject();
    }

    /** Whether it has nothing to authenticate with (RFC 6749 §2.1). */
    public boolean isPublic() {
        return text(AUTH_METHOD, "").equals("none");
    }

    /** Whether it authenticates by its secret, in whichever way it is sent. */
    public boolean authenticatesBySecret() {
        return text(AUTH_METHOD, "client_secret_post").startsWith("client_secret_") && !authenticatesByKey();
    }

    /** The ids of the credentials that verify its {@code private_key_jwt} assertions. */
    public List<String> assertionCredentials() {
        return ids(at(AUTHENTICATION_METHODS + "/private_key_jwt/credentials"));
    }

    /** The identifier of the API that it is linked to; null for none. */
    public @Nullable String resourceServer() {
        return text("resource_server_identifier");
    }

    private static List<String> ids(JsonNode references) {
        List<String> ids = new ArrayList<>();
        references.forEach(reference -> ids.add(reference.path("id").asText()));
        return ids;
    }
}
