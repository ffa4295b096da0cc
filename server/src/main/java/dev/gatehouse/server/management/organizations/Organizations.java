package dev.gatehouse.server.management.organizations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.organization.Organization;
import dev.gatehouse.server.organization.OrganizationClientGrant;
import dev.gatehouse.server.organization.OrganizationMember;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Organizations themselves, and those of a user and of a client grant. */
public final class Organizations implements Resource {
    private final Services services;
    private final DocumentCollection<Organization> organizations;
    private final DocumentCollection<OrganizationMember> members;
    private final DocumentCollection<OrganizationClientGrant> grants;
    private final EnabledConnections connections;
    private final OrganizationEvents events;

    public Organizations(Services services) {
        this.services = services;
        organizations = services.documents().of(Organization.KIND, Organization::new);
        members = services.documents().of(OrganizationMember.KIND, OrganizationMember::new);
        grants = services.documents().of(OrganizationClientGrant.KIND, OrganizationClientGrant::new);
        connections = new EnabledConnections(services);
        events = new OrganizationEvents(services);
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, organizations)
                .create("organizations.create", this::created)
                .update("organizations.update", (tx, request, changed) -> {
                    changed.remove("enabled_connections");
                    events.organization(tx, "updated", changed);
                });
        operations.read(
                "organizations.getByID",
                (tx, request) -> ApiResponse.of(shown(organizations.require(tx, request.id()))));
        operations.read("organizations.getAll", this::list);
        operations.read("organizations.getByName", this::getByName);
        operations.write("organizations.delete", this::delete);
        operations.read("users.getUserOrganizations", this::ofUser);
        operations.read("clientGrants.getOrganizations", this::ofGrant);
    }

    private void created(Transaction tx, ApiRequest request, ObjectNode organization) {
        events.organization(tx, "created", organization);
        enableConnections(tx, organization);
    }

    /** The connections become documents of their own; the response has them, and what is stored does not. */
    private void enableConnections(Transaction tx, ObjectNode organization) {
        String id = organization.path("id").asText();
        if (organization.has("enabled_connections")) {
            var enabled = organization.arrayNode();
            organization
                    .path("enabled_connections")
                    .forEach(sent -> enabled.add(connections.add(tx, id, (ObjectNode) sent)));
            organization.set("enabled_connections", enabled);
        }
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        String sort = request.text("sort");
        if (sort == null || sort.startsWith("created_at:1")) {
            return ApiResponse.page(
                    organizations.list(tx, Map.of(), request.window()).map(Organizations::shown));
        }
        List<Organization> all = new ArrayList<>(organizations.all(tx, Map.of()));
        String member = sort.substring(0, sort.indexOf(':'));
        if (!member.equals("created_at")) {
            all.sort(Comparator.comparing(organization -> organization.text(member, "")));
        }
        if (sort.endsWith("-1")) {
            Collections.reverse(all);
        }
        return ApiResponse.page(Slice.of(all, request.window()).map(Organizations::shown));
    }

    /** As it is read: without the connections that only the response to its creation has. */
    private static ObjectNode shown(Organization organization) {
        organization.json().remove("enabled_connections");
        return organization.json();
    }

    private ApiResponse getByName(Transaction tx, ApiRequest request) {
        return ApiResponse.of(organizations
                .findBy(tx, "name", request.pathParameter("name"))
                .map(Organizations::shown)
                .orElseThrow(ErrorCode.INEXISTENT_ORGANIZATION::refuse));
    }

    private ApiResponse delete(Transaction tx, ApiRequest request) {
        Organization organization = organizations.require(tx, request.id());
        organizations.delete(tx, request.id());
        events.organization(tx, "deleted", organization.json());
        return ApiResponse.empty();
    }

    private ApiResponse ofUser(Transaction tx, ApiRequest request) {
        services.users().requireExists(tx, request.id());
        return page(
                tx,
                request,
                members.all(tx, Map.of("user_id", request.id())).stream()
                        .filter(member -> member.flag("member"))
                        .map(member -> member.text("organization_id", ""))
                        .toList());
    }

    private ApiResponse ofGrant(Transaction tx, ApiRequest request) {
        return page(
                tx,
                request,
                grants.all(tx, Map.of("grant_id", request.id())).stream()
                        .map(grant -> grant.text("organization_id", ""))
                        .toList());
    }

    private ApiResponse page(Transaction tx, ApiRequest request, List<String> ids) {
        List<ObjectNode> found = ids.stream()
                .map(id -> organizations.find(tx, id))
                .flatMap(Optional::stream)
                .map(Organizations::shown)
                .toList();
        return ApiResponse.page(Slice.of(found, request.window()));
    }
}
