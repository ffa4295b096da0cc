package dev.gatehouse.server.management.organizations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.client.ClientGrant;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.organization.Organization;
import dev.gatehouse.server.organization.OrganizationClientGrant;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The client grants that hold for organizations. */
public final class OrganizationClientGrants implements Resource {
    private final DocumentCollection<ClientGrant> clientGrants;
    private final DocumentCollection<Organization> organizations;
    private final DocumentCollection<OrganizationClientGrant> grants;

    public OrganizationClientGrants(Services services) {
        clientGrants = services.documents().of(ClientGrant.KIND, ClientGrant::new);
        organizations = services.documents().of(Organization.KIND, Organization::new);
        grants = services.documents().of(OrganizationClientGrant.KIND, OrganizationClientGrant::new);
    }

    @Override
    public void mount(Operations operations) {
        operations.read("organizations.getClientGrants", this::list);
        operations.write("organizations.addClientGrant", this::add);
        operations.write("organizations.removeClientGrant", this::remove);
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        organizations.requireExists(tx, request.id());
        List<String> ids = request.texts("grant_ids");
        List<ObjectNode> found = grants.all(tx, Map.of("organization_id", request.id())).stream()
                .map(each -> clientGrants.find(tx, each.text("grant_id", "")).map(ClientGrant::json))
                .flatMap(Optional::stream)
                .filter(grant -> ids.isEmpty() || ids.contains(grant.path("id").asText()))
                .filter(grant -> fits(grant, "audience", request.text("audience")))
                .filter(grant -> fits(grant, "client_id", request.text("client_id")))
                .toList();
        return ApiResponse.page(Slice.of(found, request.window()));
    }

    private static boolean fits(ObjectNode grant, String member, @Nullable String wanted) {
        return wanted == null || grant.path(member).asText().equals(wanted);
    }

    private ApiResponse add(Transaction tx, ApiRequest request) {
        organizations.requireExists(tx, request.id());
        String id = request.body().path("grant_id").asText();
        ObjectNode grant = clientGrants.require(tx, id).json();
        grants.insert(
                tx,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", request.id() + "|" + id)
                        .put("organization_id", request.id())
                        .put("grant_id", id));
        grant.remove(List.of("id", "subject_type"));
        return ApiResponse.of(grant.put("grant_id", id));
    }

    private ApiResponse remove(Transaction tx, ApiRequest request) {
        organizations.requireExists(tx, request.id());
        grants.delete(tx, request.id() + "|" + request.lastPathParameter());
        return ApiResponse.empty();
    }
}
