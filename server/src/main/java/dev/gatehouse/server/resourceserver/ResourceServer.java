package dev.gatehouse.server.resourceserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import dev.gatehouse.server.token.AccessTokenSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An API that tokens are issued for. */
public record ResourceServer(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("resource_server")
            .identified("id", identifiers -> identifiers.hex(24))
            .unique("identifier", "/identifier")
            .schemas("ResourceServer")
            .secrets("signing_secret")
            .errors(ErrorCode.INEXISTENT_RESOURCE_SERVER, ErrorCode.RESOURCE_SERVER_CONFLICT)
            .build();

    public String id() {
        return text("id", "");
    }

    /** Its identifier, the {@code aud} of its tokens, which no two APIs share. */
    public String identifier() {
        return text("identifier", "");
    }

    public String name() {
        return text("name", "");
    }

    /** Whether the tenant made it, so that little of it can be changed. */
    public boolean isSystem() {
        return flag("is_system");
    }

    /** Its scopes with their descriptions, in their order; a description may be empty. */
    public Map<String, String> descriptions() {
        Map<String, String> scopes = new LinkedHashMap<>();
        at("scopes")
                .forEach(scope -> scopes.put(
                        scope.path("value").asText(), scope.path("description").asText("")));
        return scopes;
    }

    /** Its scopes, in their order. */
    public Set<String> scopes() {
        return descriptions().keySet();
    }

    /** Whether no client may have tokens on its own behalf, granted or not. */
    public boolean deniesClients() {
        return text("subject_type_authorization/client/policy", "").equals("deny_all");
    }

    /** How clients prove that a token is their own, where every client must; null where bearer tokens will do. */
    public @Nullable String requiredProof() {
        JsonNode proof = at("proof_of_possession");
        boolean everybody =
                text("proof_of_possession/required_for", "all_clients").equals("all_clients");
        return proof.path("required").asBoolean() && everybody ? text("proof_of_possession/mechanism", "") : null;
    }

    /**
     * What it has set of its tokens.
     *
     * @throws IllegalArgumentException when no token can be issued with it; the message is public
     */
    public AccessTokenSettings tokens() {
        return AccessTokenSettings.of(json);
    }
}
