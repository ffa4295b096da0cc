package dev.gatehouse.server.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** A token that a connection is provisioned with. Only its hash is kept. */
public record ScimToken(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("scim_token")
            .ownedBy(ScimConfiguration.KIND, "connection_id")
            .missing(ErrorCode.NOT_FOUND)
            .build();

    /** The connection that it provisions. */
    public String connectionId() {
        return text("connection_id", "");
    }
}
