package dev.gatehouse.server.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.connection.Connection;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** A connection that members of an organization sign in with; its id is the two ids with a bar between. */
public record OrganizationConnection(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("organization_connection")
            .ownedBy(Organization.KIND, "organization_id")
            .ownedBy(Connection.KIND, "connection_id")
            .build();
}
