package dev.gatehouse.server.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.util.List;

/** A user in an organization, with the roles there; one may be given roles before becoming a {@code member}. */
public record OrganizationMember(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("organization_member")
            .ownedByUser()
            .ownedBy(Organization.KIND, "organization_id")
            .key(
                    "member_of",
                    member -> member.path("member").asBoolean()
                            ? List.of(member.path("organization_id").asText())
                            : List.of())
            .build();
}
