package dev.gatehouse.server.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.client.Client;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** What a user allowed a client to do for them: the scopes of one API. */
public record UserGrant(ObjectNode json) implements View {
    /** The member with the client's id. */
    public static final String CLIENT = "clientID";

    public static final Kind KIND = Kind.named("user_grant")
            .identified("id", identifiers -> identifiers.hex(24))
            .ownedByUser()
            .ownedBy(Client.KIND, CLIENT)
            .key("audience", "/audience")
            .build();
}
