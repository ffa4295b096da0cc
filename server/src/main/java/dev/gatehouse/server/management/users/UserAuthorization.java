package dev.gatehouse.server.management.users;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.permission.PermissionCatalog;
import dev.gatehouse.server.role.Role;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.user.Permission;
import dev.gatehouse.server.store.user.PermissionStore;
import dev.gatehouse.server.store.user.PermissionStore.Granted;
import dev.gatehouse.server.store.user.PermissionStore.Holder;
import dev.gatehouse.server.store.user.RoleAssignments;
import dev.gatehouse.server.store.user.UserStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What users may do: their roles, and their permissions with where they have them from. */
public final class UserAuthorization implements Resource {
    private final Database database;
    private final DocumentStore documents;
    private final UserStore users;
    private final RoleAssignments assignments;
    private final PermissionStore permissions;
    private final PermissionCatalog catalog;

    public UserAuthorization(Services services) {
        database = services.database();
        documents = services.documents();
        users = services.users();
        assignments = services.assignments();
        permissions = services.permissions();
        catalog = new PermissionCatalog(documents);
    }

    @Override
    public void mount(Operations operations) {
        operations.serve("users.getRoles", this::listRoles);
        operations.serve("users.assignRoles", this::assignRoles);
        operations.serve("users.removeRoles", this::removeRoles);
        operations.serve("users.getPermissions", this::listPermissions);
        operations.serve("users.assignPermissions", this::assignPermissions);
        operations.serve("users.removePermissions", this::removePermissions);
    }

    private Reply listRoles(ApiRequest request) {
        List<ObjectNode> roles = database.read(request.tenant(), tx -> {
            Users.require(users, tx, request.id());
            return assignments.rolesOf(tx, request.id()).stream()
                    .map(id -> documents.find(tx, Role.KIND, id))
                    .flatMap(Optional::stream)
                    .toList();
        });
        return Reply.page(Slice.of(roles, request.window()));
    }

    private Reply assignRoles(ApiRequest request) {
        JsonNode sent = request.body().path("roles");
        database.write(request.tenant(), tx -> {
            Users.require(users, tx, request.id());
            for (JsonNode role : sent) {
                if (documents.find(tx, Role.KIND, role.asText()).isEmpty()) {
                    throw ErrorCode.INEXISTENT_ROLE.refuse();
                }
                assignments.assign(tx, request.id(), role.asText());
            }
            return true;
        });
        return Reply.empty();
    }

    private Reply removeRoles(ApiRequest request) {
        JsonNode sent = request.body().path("roles");
        database.write(request.tenant(), tx -> {
            Users.require(users, tx, request.id());
            sent.forEach(role -> assignments.remove(tx, request.id(), role.asText()));
            return true;
        });
        return Reply.empty();
    }

    private Reply listPermissions(ApiRequest request) {
        List<ObjectNode> all = database.read(request.tenant(), tx -> {
            Users.require(users, tx, request.id());
            return withSources(tx, permissions.grantedTo(tx, request.id()));
        });
        return Reply.page(Slice.of(all, request.window()));
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
        String name = roleId == null
                ? ""
                : documents
                        .find(tx, Role.KIND, roleId)
                        .map(role -> role.path("name").asText())
                        .orElse("");
        return JsonNodeFactory.instance
                .objectNode()
                .put("source_id", roleId == null ? "" : roleId)
                .put("source_name", name)
                .put("source_type", roleId == null ? "DIRECT" : "ROLE");
    }

    private Reply assignPermissions(ApiRequest request) {
        JsonNode sent = request.body().path("permissions");
        database.write(request.tenant(), tx -> {
            Users.require(users, tx, request.id());
            catalog.existing(tx, sent).forEach(p -> permissions.add(tx, Holder.USER, request.id(), p));
            return true;
        });
        return Reply.of(JsonNodeFactory.instance.objectNode());
    }

    private Reply removePermissions(ApiRequest request) {
        JsonNode sent = request.body().path("permissions");
        database.write(request.tenant(), tx -> {
            Users.require(users, tx, request.id());
            PermissionCatalog.parse(sent).forEach(p -> permissions.remove(tx, Holder.USER, request.id(), p));
            return true;
        });
        return Reply.empty();
    }
}
