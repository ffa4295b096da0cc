package dev.gatehouse.server.group;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** A group of users of a connection. */
public record Group(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("group")
            .ownedBy(Connection.KIND, "connection_id")
            .key("name", "/name")
            .key("external_id", "/external_id")
            .timestamps("created_at", "updated_at")
            .build();

    /** Its id, as in {@code grp_} and 14 to 22 letters or digits. */
    public String id() {
        return text("id", "");
    }

    public String name() {
        return text("name", "");
    }
}
