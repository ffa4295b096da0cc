package dev.gatehouse.server.management.organizations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.organization.Organization;
import dev.gatehouse.server.organization.OrganizationMember;
import dev.gatehouse.server.role.Role;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The members of organizations, and the roles they have there. */
public final class Members implements Resource {
    private final Services services;
    private final DocumentCollection<Organization> organizations;
    private final DocumentCollection<OrganizationMember> members;
    private final DocumentCollection<Role> roles;
    private final OrganizationEvents events;

    public Members(Services services) {
        this.services = services;
        organizations = services.documents().of(Organization.KIND, Organization::new);
        members = services.documents().of(OrganizationMember.KIND, OrganizationMember::new);
        roles = services.roles().roles();
        events = new OrganizationEvents(services);
    }

    @Override
    public void mount(Operations operations) {
        operations.read("organizations.getMembers", this::list);
        operations.write("organizations.addMembers", this::add);
        operations.write("organizations.removeMembers", this::remove);
        operations.read("organizations.getMemberRoles", this::listRoles);
        operations.write("organizations.addMemberRoles", (tx, request) -> changeRoles(tx, request, true));
        operations.write("organizations.removeMemberRoles", (tx, request) -> changeRoles(tx, request, false));
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        organizations.requireExists(tx, request.id());
        boolean withRoles = String.valueOf(request.text("fields")).contains("roles");
        List<OrganizationMember> all = members.all(tx, Map.of("member_of", request.id()));
        return ApiResponse.page(Slice.ofGrowing(all, request.window()).map(member -> {
            ObjectNode view =
                    services.users().require(tx, member.text("user_id", "")).json();
            view.retain("user_id", "email", "name", "picture");
            if (withRoles) {
                rolesOf(tx, member).forEach(role -> {
                    role.json().remove("description");
                    view.withArrayProperty("roles").add(role.json());
                });
            }
            return view;
        }));
    }

    private ApiResponse add(Transaction tx, ApiRequest request) {
        organizations.requireExists(tx, request.id());
        request.body().path("members").forEach(user -> {
            services.users().requireExists(tx, user.asText());
            ObjectNode member = member(tx, request.id(), user.asText());
            if (!member.path("member").asBoolean()) {
                members.put(tx, member.put("member", true));
                events.member(tx, "added", request.id(), user.asText());
            }
        });
        return ApiResponse.empty();
    }

    private ObjectNode member(Transaction tx, String organization, String user) {
        String id = organization + "|" + user;
        return members.find(tx, id)
                .map(OrganizationMember::json)
                .orElseGet(() -> JsonNodeFactory.instance
                        .objectNode()
                        .put("id", id)
                        .put("organization_id", organization)
                        .put("user_id", user));
    }

    private ApiResponse remove(Transaction tx, ApiRequest request) {
        organizations.requireExists(tx, request.id());
        request.body().path("members").forEach(user -> {
            boolean was = member(tx, request.id(), user.asText()).path("member").asBoolean();
            members.delete(tx, request.id() + "|" + user.asText());
            if (was) {
                events.member(tx, "deleted", request.id(), user.asText());
            }
        });
        return ApiResponse.empty();
    }

    private List<Role> rolesOf(Transaction tx, OrganizationMember member) {
        return member.texts("roles").stream()
                .map(id -> roles.find(tx, id))
                .flatMap(Optional::stream)
                .map(Role::shown)
                .toList();
    }

    private ApiResponse listRoles(Transaction tx, ApiRequest request) {
        organizations.requireExists(tx, request.id());
        String user = request.pathParameter("user_id");
        services.users().requireExists(tx, user);
        OrganizationMember member = new OrganizationMember(member(tx, request.id(), user));
        return ApiResponse.documents(Slice.of(rolesOf(tx, member), request.window()));
    }

    private ApiResponse changeRoles(Transaction tx, ApiRequest request, boolean add) {
        organizations.requireExists(tx, request.id());
        String user = request.pathParameter("user_id");
        services.users().requireExists(tx, user);
        ObjectNode member = member(tx, request.id(), user);
        Set<String> ids = new LinkedHashSet<>(new OrganizationMember(member).texts("roles"));
        request.body().path("roles").forEach(role -> {
            if (add) {
                Role assigned = roles.require(tx, role.asText());
                if (ids.add(role.asText())) {
                    events.memberRole(tx, "assigned", request.id(), user, assigned);
                }
            } else if (ids.remove(role.asText())) {
                roles.find(tx, role.asText())
                        .ifPresent(removed -> events.memberRole(tx, "deleted", request.id(), user, removed));
            }
        });
        ids.forEach(member.putArray("roles")::add);
        members.put(tx, member);
        return ApiResponse.empty();
    }
}
