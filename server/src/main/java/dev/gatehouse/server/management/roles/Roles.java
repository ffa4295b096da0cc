package dev.gatehouse.server.management.roles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.ApiRequest;
import dev.gatehouse.server.api.MergePatch;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.permission.PermissionCatalog;
import dev.gatehouse.server.store.Database;
import dev.gatehouse.server.store.DuplicateKeyException;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.user.PermissionStore;
import dev.gatehouse.server.store.user.PermissionStore.Holder;
import dev.gatehouse.server.store.user.RoleAssignments;
import dev.gatehouse.server.store.user.UserStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Roles, what they permit and who has them. */
public final class Roles implements Resource {
    private static final List<String> MEMBER_FIELDS = List.of("user_id", "picture", "name", "email");

    private final Database database;
    private final DocumentStore documents;
    private final UserStore users;
    private final RoleAssignments assignments;
    private final PermissionStore permissions;
    private final PermissionCatalog catalog;
    private final Identifiers identifiers;

    public Roles(Services services) {
        database = services.database();
        documents = services.documents();
        users = services.users();
        assignments = services.assignments();
        permissions = services.permissions();
        identifiers = services.identifiers();
        catalog = new PermissionCatalog(documents);
    }

    @Override
    public void mount(Operations operations) {
        operations.serve("roles.getAll", this::list);
        operations.serve("roles.create", this::create);
        operations.serve("roles.get", this::get);
        operations.serve("roles.update", this::update);
        operations.serve("roles.delete", this::delete);
        operations.serve("roles.getPermissions", this::listPermissions);
        operations.serve("roles.addPermissions", this::addPermissions);
        operations.serve("roles.removePermissions", this::removePermissions);
        operations.serve("roles.getUsers", this::listUsers);
        operations.serve("roles.assignUsers", this::assignUsers);
    }

    private Reply list(ApiRequest request) {
        String filter = request.text("name_filter");
        if (filter == null) {
            return Reply.page(
                    database.read(request.tenant(), tx -> documents.list(tx, Kind.ROLE, Map.of(), request.window())));
        }
        String part = filter.toLowerCase(Locale.ROOT);
        List<ObjectNode> matching =
                database.read(request.tenant(), tx -> documents.all(tx, Kind.ROLE, Map.of())).stream()
                        .filter(role -> role.path("name")
                                .asText()
                                .toLowerCase(Locale.ROOT)
                                .contains(part))
                        .toList();
        return Reply.page(Slice.of(matching, request.window()));
    }

    private Reply create(ApiRequest request) {
        ObjectNode sent = request.body();
        String id = identifiers.prefixed("rol_");
        ObjectNode role = JsonNodeFactory.instance.objectNode().put("id", id);
        role.set("name", sent.get("name"));
        role.set("description", sent.path("description").isTextual() ? sent.get("description") : sent.nullNode());
        try {
            database.write(request.tenant(), tx -> {
                documents.insert(tx, Kind.ROLE, id, role);
                return role;
            });
        } catch (DuplicateKeyException e) {
            throw ErrorCode.ROLE_EXISTS.refuse();
        }
        return Reply.of(role);
    }

    private Reply get(ApiRequest request) {
        return Reply.of(database.read(request.tenant(), tx -> role(tx, request.id())));
    }

    private Reply update(ApiRequest request) {
        ObjectNode sent = request.body();
        try {
            return Reply.of(database.write(request.tenant(), tx -> {
                ObjectNode role = role(tx, request.id());
                MergePatch.apply(role, sent);
                documents.update(tx, Kind.ROLE, request.id(), role);
                return role;
            }));
        } catch (DuplicateKeyException e) {
            throw ErrorCode.ROLE_EXISTS.refuse();
        }
    }

    private Reply delete(ApiRequest request) {
        String id = request.id();
        return database.write(request.tenant(), tx -> {
            role(tx, id);
            assignments.deleteByRole(tx, id);
            permissions.deleteByRole(tx, id);
            documents.delete(tx, Kind.ROLE, id);
            return Reply.of(JsonNodeFactory.instance.objectNode());
        });
    }

    private Reply listPermissions(ApiRequest request) {
        List<ObjectNode> all = database.read(request.tenant(), tx -> {
            role(tx, request.id());
            return catalog.describe(tx, permissions.of(tx, Holder.ROLE, request.id()));
        });
        return Reply.page(Slice.of(all, request.window()));
    }

    private Reply addPermissions(ApiRequest request) {
        JsonNode sent = request.body().path("permissions");
        database.write(request.tenant(), tx -> {
            role(tx, request.id());
            catalog.existing(tx, sent).forEach(p -> permissions.add(tx, Holder.ROLE, request.id(), p));
            return sent;
        });
        return Reply.of(JsonNodeFactory.instance.objectNode());
    }

    private Reply removePermissions(ApiRequest request) {
        JsonNode sent = request.body().path("permissions");
        database.write(request.tenant(), tx -> {
            role(tx, request.id());
            PermissionCatalog.parse(sent).forEach(p -> permissions.remove(tx, Holder.ROLE, request.id(), p));
            return sent;
        });
        return Reply.empty();
    }

    private Reply listUsers(ApiRequest request) {
        return Reply.page(database.read(request.tenant(), tx -> {
                    role(tx, request.id());
                    return assignments.usersOf(tx, request.id(), request.window());
                })
                .map(user -> user.retain(MEMBER_FIELDS)));
    }

    private Reply assignUsers(ApiRequest request) {
        JsonNode sent = request.body().path("users");
        database.write(request.tenant(), tx -> {
            role(tx, request.id());
            for (JsonNode userId : sent) {
                if (users.find(tx, userId.asText()).isEmpty()) {
                    throw ErrorCode.INEXISTENT_USER.refuse();
                }
                assignments.assign(tx, userId.asText(), request.id());
            }
            return sent;
        });
        return Reply.of(JsonNodeFactory.instance.objectNode());
    }

    private ObjectNode role(Transaction tx, String id) {
        return documents.find(tx, Kind.ROLE, id).orElseThrow(ErrorCode.INEXISTENT_ROLE::refuse);
    }
}
