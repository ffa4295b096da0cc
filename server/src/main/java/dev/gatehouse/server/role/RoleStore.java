package dev.gatehouse.server.role;

import dev.gatehouse.server.permission.PermissionStore;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.document.DocumentCollection;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.user.UserStore;

/** Roles with what they permit and who has them. Thread-safe. */
public final class RoleStore {
    private final DocumentCollection<Role> roles;
    private final UserStore users;
    private final RoleAssignments assignments;
    private final PermissionStore permissions;

    public RoleStore(
            DocumentStore documents, UserStore users, RoleAssignments assignments, PermissionStore permissions) {
        this.roles = documents.of(Role.KIND, Role::new);
        this.users = users;
        this.assignments = assignments;
        this.permissions = permissions;
    }

    /** The roles themselves. */
    public DocumentCollection<Role> roles() {
        return roles;
    }

    /** Takes a role from everybody who has it, and deletes it. */
    public void delete(Transaction tx, String id) {
        roles.requireExists(tx, id);
        assignments.deleteByRole(tx, id);
        permissions.deleteByRole(tx, id);
        roles.delete(tx, id);
    }

    /**
     * Gives a role to a user; nothing changes for one who has it.
     *
     * @throws dev.gatehouse.server.error.Rejection when there is no such user
     */
    public void assign(Transaction tx, String id, String userId) {
        users.requireExists(tx, userId);
        assignments.assign(tx, userId, id);
    }
}
