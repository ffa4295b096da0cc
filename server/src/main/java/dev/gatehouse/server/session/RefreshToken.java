package dev.gatehouse.server.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** A refresh token of a user. */
public record RefreshToken(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("refresh_token")
            .ownedByUser()
            .ownedBy(Client.KIND, "client_id")
            .key("session_id", "/session_id")
            .key("rotating", "/rotating")
            .build();

    /** Its id. */
    public String id() {
        return text("id", "");
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
