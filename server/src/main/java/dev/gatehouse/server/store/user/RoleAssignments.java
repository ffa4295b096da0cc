package dev.gatehouse.server.store.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.Cursor;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.Window;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** Which users have which roles. Thread-safe. */
public final class RoleAssignments {
    private final Sequence sequence;

    public RoleAssignments(Sequence sequence) {
        this.sequence = sequence;
    }

    /** Gives a user a role; nothing happens when it has it already. */
    public void assign(Transaction tx, String userId, String roleId) {
        tx.handle()
                .createUpdate("INSERT INTO user_role (tenant, user_id, role_id, sequence)"
                        + " VALUES (:tenant, :user, :role, :sequence) ON CONFLICT DO NOTHING")
                .bind("tenant", tx.tenantId())
                .bind("user", userId)
                .bind("role", roleId)
                .bind("sequence", sequence.next())
                .execute();
    }

    /** Takes a role from a user; nothing happens when it does not have it. */
    public void remove(Transaction tx, String userId, String roleId) {
        tx.handle()
                .createUpdate("DELETE FROM user_role WHERE tenant = :tenant AND user_id = :user AND role_id = :role")
                .bind("tenant", tx.tenantId())
                .bind("user", userId)
                .bind("role", roleId)
                .execute();
    }

    /** The ids of a user's roles, in the order they were given. */
    public List<String> rolesOf(Transaction tx, String userId) {
        return tx.handle()
                .createQuery("SELECT role_id FROM user_role WHERE tenant = :tenant AND user_id = :user"
                        + " ORDER BY sequence, role_id")
                .bind("tenant", tx.tenantId())
                .bind("user", userId)
                .mapTo(String.class)
                .list();
    }

    /** The users that have a role, in the order they were given it. */
    public Slice<ObjectNode> usersOf(Transaction tx, String roleId, Window window) {
        boolean byCheckpoint = window instanceof Window.Checkpoint;
        Cursor after = window instanceof Window.Checkpoint checkpoint && checkpoint.from() != null
                ? Cursor.decode(checkpoint.from())
                : Cursor.START;
        int start = window instanceof Window.Offset offset ? offset.start() : 0;
        List<Member> rows = members(
                        tx,
                        roleId,
                        "SELECT r.sequence, r.user_id, u.body FROM user_role r JOIN users u"
                                + " ON u.tenant = r.tenant AND u.user_id = r.user_id"
                                + " WHERE r.tenant = :tenant AND r.role_id = :role"
                                + " AND (r.sequence, r.user_id) > (:sequence, :after)"
                                + " ORDER BY r.sequence, r.user_id LIMIT :limit OFFSET :start")
                .bind("sequence", after.sequence())
                .bind("after", after.id())
                .bind("limit", (long) window.limit() + (byCheckpoint ? 1 : 0))
                .bind("start", start)
                .map((row, context) ->
                        new Member(new Cursor(row.getLong(1), row.getString(2)), StoredJson.object(row.getString(3))))
                .list();
        if (byCheckpoint) {
            return Cursor.page(rows, window.limit(), Member::cursor).map(Member::user);
        }
        boolean withTotal = window instanceof Window.Offset offset && offset.withTotal();
        return new Slice<>(rows.stream().map(Member::user).toList(), withTotal ? count(tx, roleId) : -1, null);
    }

    private record Member(Cursor cursor, ObjectNode user) {}

    private static long count(Transaction tx, String roleId) {
        return members(tx, roleId, "SELECT COUNT(*) FROM user_role WHERE tenant = :tenant AND role_id = :role")
                .mapTo(Long.class)
                .one();
    }

    private static Query members(Transaction tx, String roleId, String sql) {
        return tx.handle().createQuery(sql).bind("tenant", tx.tenantId()).bind("role", roleId);
    }

    /** Takes a role from everybody. */
    public void deleteByRole(Transaction tx, String roleId) {
        tx.handle()
                .createUpdate("DELETE FROM user_role WHERE tenant = :tenant AND role_id = :role")
                .bind("tenant", tx.tenantId())
                .bind("role", roleId)
                .execute();
    }
}
