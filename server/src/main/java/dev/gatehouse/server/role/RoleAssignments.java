package dev.gatehouse.server.role;

import dev.gatehouse.server.store.Cursor;
import dev.gatehouse.server.store.Sequence;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.Window;
import dev.gatehouse.server.store.sql.SqlStatement;
import dev.gatehouse.server.user.User;
import java.util.List;

/** Which users have which roles. Thread-safe. */
public final class RoleAssignments {
    private final Sequence sequence;

    public RoleAssignments(Sequence sequence) {
        this.sequence = sequence;
    }

    /** Gives a user a role; nothing happens when it has it already. */
    public void assign(Transaction tx, String userId, String roleId) {
        tx.sql("INSERT INTO user_role (tenant, user_id, role_id, sequence)"
                        + " VALUES (:tenant, :user, :role, :sequence) ON CONFLICT DO NOTHING")
                .bind("user", userId)
                .bind("role", roleId)
                .bind("sequence", sequence.next())
                .update();
    }

    /** Takes a role from a user; nothing happens when it does not have it. */
    public void remove(Transaction tx, String userId, String roleId) {
        tx.sql("DELETE FROM user_role WHERE tenant = :tenant AND user_id = :user AND role_id = :role")
                .bind("user", userId)
                .bind("role", roleId)
                .update();
    }

    /** The ids of a user's roles, in the order they were given. */
    public List<String> rolesOf(Transaction tx, String userId) {
        return tx.sql("SELECT role_id FROM user_role WHERE tenant = :tenant AND user_id = :user"
                        + " ORDER BY sequence, role_id")
                .bind("user", userId)
                .list(row -> row.text(1));
    }

    /** The users that have a role, in the order they were given it. By checkpoint, only an empty page has no next. */
    public Slice<User> usersOf(Transaction tx, String roleId, Window window) {
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
                .bind("limit", window.limit())
                .bind("start", start)
                .list(row ->
                        new Member(new Cursor(row.number(1), row.text(2)), new User(StoredJson.object(row.text(3)))));
        if (byCheckpoint) {
            return Cursor.openPage(rows, Member::cursor).map(Member::user);
        }
        boolean withTotal = window instanceof Window.Offset offset && offset.withTotal();
        return new Slice<>(rows.stream().map(Member::user).toList(), withTotal ? count(tx, roleId) : -1, null);
    }

    private record Member(Cursor cursor, User user) {}

    private static long count(Transaction tx, String roleId) {
        return members(tx, roleId, "SELECT COUNT(*) FROM user_role WHERE tenant = :tenant AND role_id = :role")
                .number();
    }

    private static SqlStatement members(Transaction tx, String roleId, String sql) {
        return tx.sql(sql).bind("role", roleId);
    }

    /** Takes a role from everybody. */
    public void deleteByRole(Transaction tx, String roleId) {
        tx.sql("DELETE FROM user_role WHERE tenant = :tenant AND role_id = :role")
                .bind("role", roleId)
                .update();
    }
}
