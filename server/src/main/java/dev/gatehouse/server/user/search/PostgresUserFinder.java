package dev.gatehouse.server.user.search;

import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.user.search.UserSearch.Sort;
import java.util.List;

/** PostgreSQL plans by its statistics. */
final class PostgresUserFinder extends UserFinder {
    private final Condition where;

    PostgresUserFinder(Transaction tx, Query query) {
        super(tx, query);
        where = PostgresCondition.of(tx.tenantId(), query).after("u.tenant = ? AND ", tx.tenantId());
    }

    @Override
    List<Hit> after(long sequence, int limit) {
        return hits(where.after("SELECT u.sequence, u.body FROM users u WHERE ")
                .then(" AND u.sequence > ? ORDER BY u.sequence LIMIT ?", sequence, limit));
    }

    @Override
    List<Hit> inOrder(int start, int limit) {
        return hits(where.after("SELECT u.sequence, u.body FROM users u WHERE ")
                .then(" ORDER BY u.sequence LIMIT ? OFFSET ?", limit, start));
    }

    @Override
    List<Hit> sorted(Sort sort, int start, int limit) {
        Condition statement = Values.least(tx.tenantId(), sort.field())
                .after("SELECT u.sequence, u.body FROM (")
                .then(") v JOIN users u ON u.sequence = v.sequence WHERE ");
        return hits(where.after(statement.sql(), statement.values().toArray())
                .then(order(sort) + " LIMIT ? OFFSET ?", limit, start));
    }

    @Override
    long count() {
        return number(where.after("SELECT COUNT(*) FROM users u WHERE "));
    }
}
