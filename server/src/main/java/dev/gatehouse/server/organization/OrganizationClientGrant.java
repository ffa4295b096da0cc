package dev.gatehouse.server.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.client.ClientGrant;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** A client grant that holds for an organization; its id is the two ids with a bar between. */
public record OrganizationClientGrant(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("organization_client_grant")
            .ownedBy(Organization.KIND, "organization_id")
            .ownedBy(ClientGrant.KIND, "grant_id")
            .build();

    /** The client grant. */
    public String grantId() {
        return text("grant_id", "");
    }
}
