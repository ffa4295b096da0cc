package dev.gatehouse.server.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.identifier.IdentityKey;
import dev.gatehouse.server.store.document.View;

/** Who a user is at a provider: one of the user's {@code identities}. */
public record Identity(ObjectNode json) implements View {
    /** The provider and the id there. */
    public IdentityKey key() {
        return new IdentityKey(text("provider", ""), text("user_id", ""));
    }

    /** The name of its connection. */
    public String connection() {
        return text("connection", "");
    }

    /** Whether it is of a database connection, and so may have a password here. */
    public boolean ofDatabase() {
        return key().provider().equals("auth0");
    }

    /** The profile it brought along, which may be changed; that of the primary identity is the user's own instead. */
    ObjectNode profile() {
        return json.withObjectProperty("profileData");
    }
}
