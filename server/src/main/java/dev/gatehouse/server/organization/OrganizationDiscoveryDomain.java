package dev.gatehouse.server.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.util.List;

/** A domain of email addresses that leads to an organization. */
public record OrganizationDiscoveryDomain(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("organization_discovery_domain")
            .ownedBy(Organization.KIND, "organization_id")
            .unique(
                    "domain",
                    domain -> List.of(domain.path("organization_id").asText() + " "
                            + domain.path("domain").asText()))
            .build();
}
