package dev.gatehouse.server.management.roles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.ApiResponse;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.permission.Permission;
import dev.gatehouse.server.permission.PermissionCatalog;
import dev.gatehouse.server.permission.PermissionStore;
import dev.gatehouse.server.permission.PermissionStore.Holder;
import dev.gatehouse.server.role.Role;
import dev.gatehouse.server.role.RoleAssignments;
import dev.gatehouse.server.role.RoleStore;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Roles, what they permit and who has them. */
public final class Roles implements Resource {
    private final Services services;
    private final RoleStore store;
    private final DocumentCollection<Role> roles;
    private final RoleAssignments assignments;
    private final PermissionStore permissions;
    private final PermissionCatalog catalog;

    public Roles(Services services) {
        this.services = services;
        store = services.roles();
        roles = store.roles();
        assignments = services.assignments();
        permissions = services.permissions();
        catalog = new PermissionCatalog(services.documents());
    }

    @Override
    public void mount(Operations operations) {
        services.operations(operations, roles)
                .create("roles.create", (tx, request, role) -> role.putIfAbsent("description", role.nullNode()))
                .update("roles.update");
        operations.read(
                "roles.get",
                (tx, request) ->
                        ApiResponse.document(roles.require(tx, request.id()).shown()));
        operations.read("roles.getAll", this::list);
        operations.write("roles.delete", this::delete);
        operations.read("roles.getPermissions", this::listPermissions);
        operations.write("roles.addPermissions", this::addPermissions);
        operations.write("roles.removePermissions", this::removePermissions);
        operations.read("roles.getUsers", this::listUsers);
        operations.write("roles.assignUsers", this::assignUsers);
    }

    private ApiResponse list(Transaction tx, ApiRequest request) {
        String part = request.text("name_filter");
        if (part == null) {
            return ApiResponse.documents(
                    roles.list(tx, Map.of(), request.window()).map(Role::shown));
        }
        String lower = part.toLowerCase(Locale.ROOT);
        List<Role> matching = roles.all(tx, Map.of()).stream()
                .filter(role -> role.name().toLowerCase(Locale.ROOT).contains(lower))
                .toList();
        return ApiResponse.documents(Slice.of(matching, request.window()).map(Role::shown));
    }

    private ApiResponse delete(Transaction tx, ApiRequest request) {
        store.delete(tx, request.id());
        return ApiResponse.empty();
    }

    private ApiResponse listPermissions(Transaction tx, ApiRequest request) {
        roles.requireExists(tx, request.id());
        List<ObjectNode> all = catalog.describe(tx, permissions.of(tx, Holder.ROLE, request.id()));
        return ApiResponse.page(Slice.of(all, request.window()));
    }

    private ApiResponse addPermissions(Transaction tx, ApiRequest request) {
        roles.requireExists(tx, request.id());
        for (Permission permission : catalog.existing(tx, sentPermissions(request))) {
            permissions.add(tx, Holder.ROLE, request.id(), permission);
        }
        return ApiResponse.empty();
    }

    private ApiResponse removePermissions(Transaction tx, ApiRequest request) {
        roles.requireExists(tx, request.id());
        for (Permission permission : PermissionCatalog.parse(sentPermissions(request))) {
            permissions.remove(tx, Holder.ROLE, request.id(), permission);
        }
        return ApiResponse.empty();
    }

    private static JsonNode sentPermissions(ApiRequest request) {
        return request.body().path("permissions");
    }

    private ApiResponse listUsers(Transaction tx, ApiRequest request) {
        roles.requireExists(tx, request.id());
        return ApiResponse.documents(assignments.usersOf(tx, request.id(), request.window()));
    }

    private ApiResponse assignUsers(Transaction tx, ApiRequest request) {
        roles.requireExists(tx, request.id());
        request.body().path("users").forEach(user -> store.assign(tx, request.id(), user.asText()));
        return ApiResponse.empty();
    }
}
