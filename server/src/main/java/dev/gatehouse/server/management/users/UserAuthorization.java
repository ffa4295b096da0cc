package dev.gatehouse.server.management.users;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.permission.Permission;
import dev.gatehouse.server.permission.PermissionCatalog;
import dev.gatehouse.server.permission.PermissionStore;
import dev.gatehouse.server.permission.PermissionStore.Granted;
import dev.gatehouse.server.permission.PermissionStore.Holder;
import dev.gatehouse.server.role.Role;
import dev.gatehouse.server.role.RoleAssignments;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.user.UserStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What users may do: their roles, and their permissions with where they have them from. */
public final class UserAuthorization implements Resource {
    private final UserStore users;
    private final DocumentCollection<Role> roles;
    private final RoleAssignments assignments;
    private final PermissionStore permissions;
    private final PermissionCatalog catalog;

    public UserAuthorization(Services services) {
        users = services.users();
        roles = services.roles().roles();
        assignments = services.assignments();
        permissions = services.permissions();
        catalog = new PermissionCatalog(services.documents());
    }

    @Override
    public void mount(Operations operations) {
        operations.read("users.getRoles", this::listRoles);
        operations.write("users.assignRoles", this::assignRoles);
        operations.write("users.removeRoles", this::removeRoles);
        operations.read("users.getPermissions", this::listPermissions);
        operations.write("users.assignPermissions", this::assignPermissions);
        operations.write("users.removePermissions", this::removePermissions);
    }

    private ApiResponse listRoles(Transaction tx, ApiRequest request) {
        users.requireExists(tx, request.id());
        List<Role> held = assignments.rolesOf(tx, request.id()).stream()
                .map(id -> roles.find(tx, id))
                .flatMap(Optional::stream)
                .toList();
        return ApiResponse.documents(Slice.of(held, request.window()).map(Role::shown));
    }

    private ApiResponse assignRoles(Transaction tx, ApiRequest request) {
        users.requireExists(tx, request.id());
        for (JsonNode sent : request.body().path("roles")) {
            roles.requireExists(tx, sent.asText());
            assignments.assign(tx, request.id(), sent.asText());
        }
        return ApiResponse.empty();
    }

    private ApiResponse removeRoles(Transaction tx, ApiRequest request) {
        users.requireExists(tx, request.id());
        request.body().path("roles").forEach(role -> assignments.remove(tx, request.id(), role.asText()));
        return ApiResponse.empty();
    }

    private ApiResponse listPermissions(Transaction tx, ApiRequest request) {
        users.requireExists(tx, request.id());
        return ApiResponse.page(Slice.of(withSources(tx, permissions.grantedTo(tx, request.id())), request.window()));
    }

    private List<ObjectNode> withSources(Transaction tx, List<Granted> granted) {
        Map<Permission, List<Granted>> byPermission = new LinkedHashMap<>();
        granted.forEach(each -> byPermission
                .computeIfAbsent(each.permission(), permission -> new ArrayList<>())
                .add(each));
        List<ObjectNode> described = catalog.describe(tx, List.copyOf(byPermission.keySet()));
        int i = 0;
        for (List<Granted> sources : byPermission.values()) {
            ObjectNode permission = described.get(i++);
            sources.forEach(source -> permission.withArrayProperty("sources").add(source(tx, source)));
        }
        return described;
    }

    private ObjectNode source(Transaction tx, Granted granted) {
        String roleId = granted.roleId();
        String name =
                roleId == null ? "" : roles.find(tx, roleId).map(Role::name).orElse("");
        return JsonNodeFactory.instance
                .objectNode()
                .put("source_id", roleId == null ? "" : roleId)
                .put("source_name", name)
                .put("source_type", roleId == null ? "DIRECT" : "ROLE");
    }

    private ApiResponse assignPermissions(Transaction tx, ApiRequest request) {
        users.requireExists(tx, request.id());
        catalog.existing(tx, request.body().path("permissions"))
                .forEach(permission -> permissions.add(tx, Holder.USER, request.id(), permission));
        return ApiResponse.empty();
    }

    private ApiResponse removePermissions(Transaction tx, ApiRequest request) {
        users.requireExists(tx, request.id());
        PermissionCatalog.parse(request.body().path("permissions"))
                .forEach(permission -> permissions.remove(tx, Holder.USER, request.id(), permission));
        return ApiResponse.empty();
    }
}
