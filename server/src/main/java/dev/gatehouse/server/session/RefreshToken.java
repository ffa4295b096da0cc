package dev.gatehouse.server.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refresh token of a user; where it rotates, the family of those that followed each other. */
public record RefreshToken(ObjectNode json) implements View {
    /** The members with the hashes of its halves, those of now and of before; they leave the server nowhere. */
    static final String LOOKUP_HASH = "lookup_hash";

    static final String SECRET_HASHES = "secret_hashes";
    static final String ROTATED = "rotated";

    public static final Kind KIND = Kind.named("refresh_token")
            .identified("id", identifiers -> identifiers.hex(24))
            .ownedByUser()
            .ownedBy(Client.KIND, "client_id")
            .unique("lookup", "/" + LOOKUP_HASH)
            .key("session_id", "/session_id")
            .key("rotating", "/rotating")
            .build();

    /** Its id. */
    public String id() {
        return text("id", "");
    }

    public String userId() {
        return text("user_id", "");
    }

    public String clientId() {
        return text("client_id", "");
    }

    /** The session that it was issued in; null for none. */
    public @Nullable String sessionId() {
        return text("session_id");
    }

    /** The organization that it was issued in; null for none. */
    public @Nullable String organizationId() {
        return text("organization_id");
    }

    /** Whether each use gives a new one. */
    public boolean isRotating() {
        return flag("rotating");
    }

    /** The API that it is for; that of the userinfo endpoint where none was asked for. */
    public String audience() {
        return at("resource_servers").path(0).path("audience").asText();
    }

    /** The scopes that were granted with it, in their order. */
    public List<String> scopes() {
        return texts("scope");
    }

    boolean isValidAt(Instant now) {
        return isAfter("expires_at", now) && isAfter("idle_expires_at", now);
    }

    private boolean isAfter(String member, Instant now) {
        String end = text(member);
        return end == null || Instant.parse(end).isAfter(now);
    }

    /** Whether it is for the API with that identifier. */
    boolean isFor(String audience) {
        for (var api : at("resource_servers")) {
            if (api.path("audience").asText().equals(audience)) {
                return true;
            }
        }
        return false;
    }
}
