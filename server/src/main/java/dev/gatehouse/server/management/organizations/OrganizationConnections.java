package dev.gatehouse.server.management.organizations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.organization.Organization;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The connections of organizations, by their older and their newer routes. */
public final class OrganizationConnections implements Resource {
    private final DocumentCollection<Organization> organizations;
    private final EnabledConnections rules;

    public OrganizationConnections(Services services) {
        organizations = services.documents().of(Organization.KIND, Organization::new);
        rules = new EnabledConnections(services);
    }

    @Override
    public void mount(Operations operations) {
        operations.read("organizations.getEnabledConnections", (tx, request) -> page(tx, request, true));
        operations.write("organizations.addEnabledConnection", this::add);
        operations.read("organizations.getEnabledConnection", this::get);
        operations.write("organizations.updateEnabledConnection", this::update);
        operations.write("organizations.removeEnabledConnection", this::remove);
        operations.read("organizations.getConnections", (tx, request) -> page(tx, request, request.flag("is_enabled")));
        operations.write("organizations.addConnection", this::add);
        operations.read("organizations.getConnection", this::get);
        operations.write("organizations.updateConnection", this::update);
        operations.write("organizations.removeConnection", this::remove);
    }

    private ApiResponse page(Transaction tx, ApiRequest request, @Nullable Boolean enabled) {
        organizations.requireExists(tx, request.id());
        List<ObjectNode> shown = rules.of(tx, request.id()).stream()
                .filter(each -> enabled == null || each.path("is_enabled").asBoolean() == enabled)
                .toList();
        return ApiResponse.page(Slice.of(shown, request.window()));
    }

    private ApiResponse add(Transaction tx, ApiRequest request) {
        organizations.requireExists(tx, request.id());
        return ApiResponse.of(rules.add(tx, request.id(), request.body()));
    }

    private ApiResponse get(Transaction tx, ApiRequest request) {
        organizations.requireExists(tx, request.id());
        return ApiResponse.of(rules.shown(tx, rules.require(tx, request.id(), request.lastPathParameter())));
    }

    private ApiResponse update(Transaction tx, ApiRequest request) {
        organizations.requireExists(tx, request.id());
        ObjectNode document = rules.require(tx, request.id(), request.lastPathParameter());
        request.patch(document);
        return ApiResponse.of(rules.update(tx, document));
    }

    private ApiResponse remove(Transaction tx, ApiRequest request) {
        organizations.requireExists(tx, request.id());
        rules.delete(tx, request.id(), request.lastPathParameter());
        return ApiResponse.empty();
    }
}
