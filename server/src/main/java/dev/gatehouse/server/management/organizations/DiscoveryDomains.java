package dev.gatehouse.server.management.organizations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.organization.Organization;
import dev.gatehouse.server.organization.OrganizationDiscoveryDomain;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import java.util.Map;

/** The domains of email addresses that lead to organizations. */
public final class DiscoveryDomains implements Resource {
    private final DocumentCollection<Organization> organizations;
    private final DocumentCollection<OrganizationDiscoveryDomain> domains;
    private final Identifiers identifiers;

    public DiscoveryDomains(Services services) {
        organizations = services.documents().of(Organization.KIND, Organization::new);
        domains = services.documents().of(OrganizationDiscoveryDomain.KIND, OrganizationDiscoveryDomain::new);
        identifiers = services.identifiers();
    }

    @Override
    public void mount(Operations operations) {
        operations.read("organizations.getDiscoveryDomains", this::list);
        operations.write("organizations.createDiscoveryDomain", this::create);
        operations.read("organizations.getDiscoveryDomainByName", this::getByName);
        operations.read(
                "organizations.getDiscoveryDomain", (tx, request) -> ApiResponse.document(require(tx, request)));
        operations.write("organizations.updateDiscoveryDomain", this::update);
        operations.write("organizations.deleteDiscoveryDomain", this::delete);
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        organizations.requireExists(tx, request.id());
        return ApiResponse.documents(domains.list(tx, Map.of("organization_id", request.id()), request.window()));
    }

    private ApiResponse create(Transaction tx, ApiRequest request) {
        organizations.requireExists(tx, request.id());
        String name = request.body().path("domain").asText();
        ObjectNode domain = JsonNodeFactory.instance
                .objectNode()
                .put("id", "ord_" + identifiers.alphanumeric(22))
                .put("organization_id", request.id())
                .put("status", "pending")
                .put("use_for_organization_discovery", true)
                .put("verification_host", "_ss-verification." + request.id() + "." + name)
                .put("verification_txt", identifiers.hex(32));
        domain.setAll(request.body());
        return ApiResponse.document(domains.insert(tx, domain));
    }

    private ApiResponse getByName(Transaction tx, ApiRequest request) {
        organizations.requireExists(tx, request.id());
        return ApiResponse.document(domains.findBy(tx, "domain", request.id() + " " + request.lastPathParameter())
                .orElseThrow(() -> ErrorCode.NOT_FOUND.refuse("No organization domain found by that name")));
    }

    private OrganizationDiscoveryDomain require(Transaction tx, ApiRequest request) {
        organizations.requireExists(tx, request.id());
        return domains.find(tx, request.lastPathParameter())
                .filter(domain -> request.id().equals(domain.text("organization_id")))
                .orElseThrow(() -> ErrorCode.NOT_FOUND.refuse("No organization domain found by that id"));
    }

    private ApiResponse update(Transaction tx, ApiRequest request) {
        ObjectNode domain = require(tx, request).json();
        request.patch(domain);
        return ApiResponse.document(domains.update(tx, domain));
    }

    private ApiResponse delete(Transaction tx, ApiRequest request) {
        organizations.requireExists(tx, request.id());
        domains.find(tx, request.lastPathParameter())
                .filter(domain -> request.id().equals(domain.text("organization_id")))
                .ifPresent(domain -> domains.delete(tx, request.lastPathParameter()));
        return ApiResponse.empty();
    }
}
