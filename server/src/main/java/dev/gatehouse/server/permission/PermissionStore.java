package dev.gatehouse.server.permission;

import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.sql.SqlStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The permissions given to roles, and to users directly. Thread-safe. */
public final class PermissionStore {
    /** Who a permission is given to. */
    public enum Holder {
        ROLE("role_permission", "role_id"),
        USER("user_permission", "user_id");

        private final String table;
        private final String column;

        Holder(String table, String column) {
            this.table = table;
            this.column = column;
        }
    }

    /**
     * A permission a user has, once for each way it has it.
     *
     * @param roleId the role that gives it; null when the user has it directly
     */
    public record Granted(Permission permission, @Nullable String roleId) {}

    /** Gives a permission; nothing happens when the holder has it already. */
    public void add(Transaction tx, Holder holder, String id, Permission permission) {
        execute(
                tx,
                "INSERT INTO " + holder.table + " (tenant, " + holder.column + ", resource_server, permission)"
                        + " VALUES (:tenant, :id, :resource, :permission) ON CONFLICT DO NOTHING",
                id,
                permission);
    }

    /** Takes a permission away; nothing happens when the holder does not have it. */
    public void remove(Transaction tx, Holder holder, String id, Permission permission) {
        execute(
                tx,
                "DELETE FROM " + holder.table + " WHERE tenant = :tenant AND " + holder.column
                        + " = :id AND resource_server = :resource AND permission = :permission",
                id,
                permission);
    }

    private static void execute(Transaction tx, String sql, String id, Permission permission) {
        tx.sql(sql)
                .bind("id", id)
                .bind("resource", permission.resourceServer())
                .bind("permission", permission.name())
                .update();
    }

    /** The permissions given to a holder itself. */
    public List<Permission> of(Transaction tx, Holder holder, String id) {
        return tx.sql("SELECT resource_server, permission FROM " + holder.table + " WHERE tenant = :tenant AND "
                        + holder.column + " = :id ORDER BY resource_server, permission")
                .bind("id", id)
                .list(row -> new Permission(row.text(1), row.text(2)));
    }

    /** The permissions a user has, directly and through roles, in the order of their APIs and names, the direct one first. */
    public List<Granted> grantedTo(Transaction tx, String userId) {
        return tx.sql("SELECT resource_server, permission, NULL AS role_id FROM user_permission"
                        + " WHERE tenant = :tenant AND user_id = :user"
                        + " UNION ALL SELECT p.resource_server, p.permission, p.role_id FROM user_role r"
                        + " JOIN role_permission p ON p.tenant = r.tenant AND p.role_id = r.role_id"
                        + " WHERE r.tenant = :tenant AND r.user_id = :user ORDER BY 1, 2, 3 NULLS FIRST")
                .bind("user", userId)
                .list(row -> new Granted(new Permission(row.text(1), row.text(2)), row.textOrNull(3)));
    }

    /** Takes everything from a role. */
    public void deleteByRole(Transaction tx, String roleId) {
        tx.sql("DELETE FROM role_permission WHERE tenant = :tenant AND role_id = :role")
                .bind("role", roleId)
                .update();
    }

    /** Takes an API's permissions from every holder, apart from those it still has. */
    public void deleteByResourceServer(Transaction tx, String identifier, List<String> remaining) {
        for (Holder holder : Holder.values()) {
            String ofApi = holder.table + " WHERE tenant = :tenant AND resource_server = :resource";
            List<String> held = tx.sql("SELECT DISTINCT permission FROM " + ofApi)
                    .bind("resource", identifier)
                    .list(row -> row.text(1));
            SqlStatement delete = tx.sql("DELETE FROM " + ofApi + " AND permission = :permission");
            held.stream()
                    .filter(name -> !remaining.contains(name))
                    .forEach(name -> delete.bind("resource", identifier)
                            .bind("permission", name)
                            .add());
            delete.updateAll();
        }
    }
}
