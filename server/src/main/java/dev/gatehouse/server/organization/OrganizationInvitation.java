package dev.gatehouse.server.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** An invitation to an organization. */
public record OrganizationInvitation(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("organization_invitation")
            .identified("id", identifiers -> identifiers.prefixed("uinv_"))
            .ownedBy(Organization.KIND, "organization_id")
            .secrets("ticket_id", "invitation_url")
            .build();
}
