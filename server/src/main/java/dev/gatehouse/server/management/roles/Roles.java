package dev.gatehouse.server.management.roles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.api.Call;
import dev.gatehouse.server.api.MergePatch;
import dev.gatehouse.server.api.Operations;
import dev.gatehouse.server.api.Reply;
import dev.gatehouse.server.api.Resource;
import dev.gatehouse.server.api.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.management.Parts;
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

    public Roles(Parts parts) {
        database = parts.database();
        documents = parts.documents();
        users = parts.users();
        assignments = parts.assignments();
        permissions = parts.permissions();
        identifiers = parts.identifiers();
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

    private Reply list(Call call) {
        String filter = call.text("name_filter");
        if (filter == null) {
            return Reply.page(
                    database.read(call.tenant(), tx -> documents.list(tx, Kind.ROLE, Map.of(), call.window())));
        }
        String part = filter.toLowerCase(Locale.ROOT);
        List<ObjectNode> matching = database.read(call.tenant(), tx -> documents.all(tx, Kind.ROLE, Map.of())).stream()
                .filter(role ->
                        role.path("name").asText().toLowerCase(Locale.ROOT).contains(part))
                .toList();
        return Reply.page(Slice.of(matching, call.window()));
    }

    private Reply create(Call call) {
        ObjectNode sent = call.body();
        String id = identifiers.prefixed("rol_");
        ObjectNode role = JsonNodeFactory.instance.objectNode().put("id", id);
        role.set("name", sent.get("name"));
        role.set("description", sent.path("description").isTextual() ? sent.get("description") : sent.nullNode());
        try {
            database.write(call.tenant(), tx -> {
                documents.insert(tx, Kind.ROLE, id, role);
                return role;
            });
        } catch (DuplicateKeyException e) {
            throw ErrorCode.ROLE_EXISTS.refuse();
        }
        return Reply.of(role);
    }

    private Reply get(Call call) {
        return Reply.of(database.read(call.tenant(), tx -> role(tx, call.path("id"))));
    }

    private Reply update(Call call) {
        ObjectNode sent = call.body();
        try {
            return Reply.of(database.write(call.tenant(), tx -> {
                ObjectNode role = role(tx, call.path("id"));
                MergePatch.apply(role, sent);
                documents.update(tx, Kind.ROLE, call.path("id"), role);
                return role;
            }));
        } catch (DuplicateKeyException e) {
            throw ErrorCode.ROLE_EXISTS.refuse();
        }
    }

    private Reply delete(Call call) {
        String id = call.path("id");
        return database.write(call.tenant(), tx -> {
            role(tx, id);
            assignments.deleteByRole(tx, id);
            permissions.deleteByRole(tx, id);
            documents.delete(tx, Kind.ROLE, id);
            return Reply.of(JsonNodeFactory.instance.objectNode());
        });
    }

    private Reply listPermissions(Call call) {
        List<ObjectNode> all = database.read(call.tenant(), tx -> {
            role(tx, call.path("id"));
            return catalog.describe(tx, permissions.of(tx, Holder.ROLE, call.path("id")));
        });
        return Reply.page(Slice.of(all, call.window()));
    }

    private Reply addPermissions(Call call) {
        JsonNode sent = call.body().path("permissions");
        database.write(call.tenant(), tx -> {
            role(tx, call.path("id"));
            catalog.existing(tx, sent).forEach(p -> permissions.add(tx, Holder.ROLE, call.path("id"), p));
            return sent;
        });
        return Reply.of(JsonNodeFactory.instance.objectNode());
    }

    private Reply removePermissions(Call call) {
        JsonNode sent = call.body().path("permissions");
        database.write(call.tenant(), tx -> {
            role(tx, call.path("id"));
            PermissionCatalog.parse(sent).forEach(p -> permissions.remove(tx, Holder.ROLE, call.path("id"), p));
            return sent;
        });
        return Reply.empty();
    }

    private Reply listUsers(Call call) {
        return Reply.page(database.read(call.tenant(), tx -> {
                    role(tx, call.path("id"));
                    return assignments.usersOf(tx, call.path("id"), call.window());
                })
                .map(user -> user.retain(MEMBER_FIELDS)));
    }

    private Reply assignUsers(Call call) {
        JsonNode sent = call.body().path("users");
        database.write(call.tenant(), tx -> {
            role(tx, call.path("id"));
            for (JsonNode userId : sent) {
                if (users.find(tx, userId.asText()).isEmpty()) {
                    throw ErrorCode.INEXISTENT_USER.refuse();
                }
                assignments.assign(tx, userId.asText(), call.path("id"));
            }
            return sent;
        });
        return Reply.of(JsonNodeFactory.instance.objectNode());
    }

    private ObjectNode role(Transaction tx, String id) {
        return documents.find(tx, Kind.ROLE, id).orElseThrow(ErrorCode.INEXISTENT_ROLE::refuse);
    }
}
