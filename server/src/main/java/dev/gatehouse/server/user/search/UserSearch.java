package dev.gatehouse.server.user.search;

import dev.gatehouse.server.store.Cursor;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.Window;
import dev.gatehouse.server.user.User;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists and searches users. Thread-safe. */
public final class UserSearch {
    /**
     * What is searched for.
     *
     * @param text a query in Lucene's syntax; null for every user
     * @param connection the name of a connection that a user must have an identity of; null for any
     */
    public record Criteria(@Nullable String text, @Nullable String connection) {}

    /**
     * The order of the list.
     *
     * @param field as in {@code created_at}
     */
    public record Sort(String field, boolean descending) {}

    /**
     * The users that fit, in the order asked for, oldest first otherwise.
     *
     * @throws InvalidQueryException when the criteria's text is not a query
     * @throws dev.gatehouse.server.store.InvalidCursorException when the window goes on from no page's end
     */
    public Slice<User> find(Transaction tx, Criteria criteria, @Nullable Sort sort, Window window) {
        Condition condition = condition(tx, criteria);
        if (window instanceof Window.Checkpoint checkpoint) {
            return checkpoint(tx, condition, checkpoint);
        }
        Window.Offset offset = (Window.Offset) window;
        Order order = Order.of(tx.tenantId(), sort, condition.selective());
        List<Object> values = new ArrayList<>(order.values());
        values.add(tx.tenantId());
        values.addAll(condition.values());
        values.addAll(List.of(offset.limit(), offset.start()));
        List<User> users = tx.sql(
                        "SELECT u.body FROM users u" + order.join() + " WHERE u.tenant = ? AND " + condition.sql()
                                + " ORDER BY " + order.by() + " LIMIT ? OFFSET ?",
                        values.toArray())
                .list(row -> new User(StoredJson.object(row.text(1))));
        return new Slice<>(users, offset.withTotal() ? count(tx, condition) : -1, null);
    }

    private static Condition condition(Transaction tx, Criteria criteria) {
        List<Condition> conditions = new ArrayList<>();
        if (criteria.text() != null && !criteria.text().isBlank()) {
            conditions.add(SearchQuery.parse(tx.tenantId(), criteria.text()));
        }
        if (criteria.connection() != null) {
            conditions.add(new Condition(
                    "u.user_id IN (SELECT i.user_id FROM user_identity i WHERE i.tenant = ? AND i.connection = ?)",
                    List.of(tx.tenantId(), criteria.connection()),
                    false));
        }
        return Condition.allOf(conditions);
    }

    private static Slice<User> checkpoint(Transaction tx, Condition condition, Window.Checkpoint window) {
        Cursor after = window.from() == null ? Cursor.START : Cursor.decode(window.from());
        List<Object> values = new ArrayList<>(List.of(tx.tenantId()));
        values.addAll(condition.values());
        values.addAll(List.of(after.sequence(), after.id(), window.limit() + 1));
        List<Hit> rows = tx.sql(
                        "SELECT u.sequence, u.user_id, u.body FROM users u WHERE u.tenant = ? AND "
                                + condition.sql()
                                + " AND (u.sequence, u.user_id) > (?, ?) ORDER BY "
                                + Order.oldestFirst(condition.selective()).by() + " LIMIT ?",
                        values.toArray())
                .list(row -> new Hit(new Cursor(row.number(1), row.text(2)), new User(StoredJson.object(row.text(3)))));
        return Cursor.page(rows, window.limit(), Hit::cursor).map(Hit::user);
    }

    private record Hit(Cursor cursor, User user) {}

    private static long count(Transaction tx, Condition condition) {
        List<Object> values = new ArrayList<>(List.of(tx.tenantId()));
        values.addAll(condition.values());
        return tx.sql("SELECT COUNT(*) FROM users u WHERE u.tenant = ? AND " + condition.sql(), values.toArray())
                .number();
    }
}
