package dev.gatehouse.server.user.search;

import dev.gatehouse.server.store.StoredJson;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.sql.Row;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.search.UserSearch.Sort;
import java.util.List;

/** Finds the users that fit a query, by the ways that a database has. */
abstract sealed class UserFinder permits SqliteUserFinder, PostgresUserFinder {
    final Transaction tx;
    final Query query;

    UserFinder(Transaction tx, Query query) {
        this.tx = tx;
        this.query = query;
    }

    static UserFinder of(Transaction tx, Query query, PlanBounds bounds) {
        return switch (tx.dialect()) {
            case SQLITE -> new SqliteUserFinder(tx, query, bounds);
            case POSTGRESQL -> new PostgresUserFinder(tx, query);
        };
    }

    /** A user with its row key. */
    record Hit(long sequence, User user) {}

    /** Those whose row key comes after another, in the order of row keys: oldest first. */
    abstract List<Hit> after(long sequence, int limit);

    /** A page in the order of row keys. */
    abstract List<Hit> inOrder(int start, int limit);

    /** A page of those that have a value of the field, in the order of the least of their values. */
    abstract List<Hit> sorted(Sort sort, int start, int limit);

    abstract long count();

    final List<Hit> hits(Condition statement) {
        return tx.sql(statement.sql(), statement.values().toArray()).list(UserFinder::hit);
    }

    private static Hit hit(Row row) {
        return new Hit(row.number(1), new User(StoredJson.object(row.text(2))));
    }

    final long number(Condition statement) {
        return tx.sql(statement.sql(), statement.values().toArray()).number();
    }

    /** By value, and by row key where values are the same. */
    static String order(Sort sort) {
        String direction = sort.descending() ? " DESC" : "";
        return " ORDER BY v.value" + direction + ", v.sequence" + direction;
    }
}
