package dev.gatehouse.server.user.search;

import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.user.ByteOrder;
import dev.gatehouse.server.user.Terms;
import dev.gatehouse.server.user.search.UserSearch.Sort;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQLite knows little of how many rows fit, so plans are chosen here: a page in the order of row keys is read off the merged
 * lists of the full-text index. A sort asks how many fit first.
 */
final class SqliteUserFinder extends UserFinder {
    private final PlanBounds bounds;
    private final SqliteFilter filter;

    SqliteUserFinder(Transaction tx, Query query, PlanBounds bounds) {
        super(tx, query);
        this.bounds = bounds;
        filter = SqliteFilter.of(tx.tenantId(), query);
    }

    /** The row keys that fit, to be gone on with by AND. */
    private Condition keys() {
        if (query instanceof Query.All) {
            return Condition.of("SELECT u.sequence AS rowid FROM users u WHERE u.tenant = ?", tx.tenantId());
        } else if (filter instanceof SqliteFilter.Match match) {
            return match.keys();
        }
        return filter.condition()
                .after("SELECT u.sequence AS rowid FROM users u WHERE u.tenant = ? AND ", tx.tenantId());
    }

    /** The name of the row key in {@link #keys}. */
    private String key() {
        return query instanceof Query.All || filter instanceof SqliteFilter.Where ? "u.sequence" : "rowid";
    }

    @Override
    List<Hit> after(long sequence, int limit) {
        List<Hit> walked = walk(sequence, limit);
        if (walked != null) {
            return walked;
        }
        return users(keys().then(" AND " + key() + " > ? ORDER BY " + key() + " LIMIT ?", sequence, limit));
    }

    @Override
    List<Hit> inOrder(int start, int limit) {
        List<Hit> walked = walk(Long.MIN_VALUE, (int) Math.min(Integer.MAX_VALUE, (long) start + limit));
        if (walked != null) {
            return walked.stream().skip(start).toList();
        }
        return users(keys().then(" ORDER BY " + key() + " LIMIT ? OFFSET ?", limit, start));
    }

    /**
     * The first users that fit, by testing those that may, one after the other; null when that costs more than to ask for all
     * that fit.
     */
    private @Nullable List<Hit> walk(long after, int limit) {
        if (!(filter instanceof SqliteFilter.Where where)) {
            return null;
        }
        boolean few = where.within() != null && isFew(where.within());
        if (!few && where.ranges().stream().noneMatch(this::isBroad)) {
            return null;
        }
        Condition candidates = where.within() != null
                ? where.within().keys().then(" AND rowid > ? ORDER BY rowid LIMIT ?", after, walked(few))
                : Condition.of(
                        "SELECT sequence FROM users WHERE tenant = ? AND sequence > ? ORDER BY sequence LIMIT ?",
                        tx.tenantId(),
                        after,
                        walked(few));
        QueryMatcher matcher = new QueryMatcher(query);
        List<Hit> tested = users(candidates);
        List<Hit> fitting = tested.stream()
                .filter(hit -> matcher.matches(hit.user()))
                .limit(limit)
                .toList();
        return fitting.size() == limit || tested.size() < walked(few) ? fitting : null;
    }

    /** One more than few are, so that fewer are all. */
    private int walked(boolean few) {
        return few ? bounds.few() + 1 : bounds.walked();
    }

    private boolean isFew(SqliteFilter.Match match) {
        return number(match.keys().after("SELECT COUNT(*) FROM (").then(" LIMIT ?)", bounds.few() + 1)) <= bounds.few();
    }

    private boolean isBroad(Condition range) {
        return number(range.after("SELECT COUNT(*) FROM (").then(" LIMIT ?)", bounds.many() + 1)) > bounds.many();
    }

    private List<Hit> users(Condition keys) {
        return hits(keys.after("SELECT x.sequence, x.body FROM users x WHERE x.sequence IN (")
                .then(") ORDER BY x.sequence"));
    }

    @Override
    List<Hit> sorted(Sort sort, int start, int limit) {
        if (query instanceof Query.All) {
            return page(Values.least(tx.tenantId(), sort.field()), sort, start, limit);
        }
        List<Hit> few = fewHits();
        if (few != null) {
            return sortedHere(few, sort, start, limit);
        }
        long fitting = number(keys().after("SELECT COUNT(*) FROM (").then(" LIMIT ?)", bounds.many() + 1));
        if (fitting <= bounds.few()) {
            return sortedHere(users(keys()), sort, start, limit);
        }
        Condition values = Values.least(tx.tenantId(), sort.field())
                .after("SELECT v.value, v.sequence FROM (")
                .then(") v WHERE ");
        Condition fits = fitting > bounds.many() && filter instanceof SqliteFilter.Match match
                ? match.keys().after("EXISTS (").then(" AND rowid = v.sequence)")
                : keys().after("v.sequence IN (").then(")");
        return page(fits.after(values.sql(), values.values().toArray()), sort, start, limit);
    }

    private List<Hit> page(Condition values, Sort sort, int start, int limit) {
        return hits(values.after("SELECT x.sequence, x.body FROM (SELECT v.value, v.sequence FROM (")
                .then(
                        ") v" + order(sort)
                                + " LIMIT ? OFFSET ?) v CROSS JOIN users x ON x.sequence = v.sequence"
                                + order(sort),
                        limit,
                        start));
    }

    private static List<Hit> sortedHere(List<Hit> hits, Sort sort, int start, int limit) {
        List<Sorted> found = new ArrayList<>();
        for (Hit hit : hits) {
            Terms.values(Terms.of(hit.user().json()), sort.field()).stream()
                    .findFirst()
                    .ifPresent(value -> found.add(new Sorted(value, hit)));
        }
        found.sort(
                Comparator.comparing(Sorted::value, ByteOrder.OF_TEXT)); // stable: they come in the order of row keys
        if (sort.descending()) {
            Collections.reverse(found);
        }
        return found.stream().skip(start).limit(limit).map(Sorted::hit).toList();
    }

    private record Sorted(String value, Hit hit) {}

    /** All that fit, where something that they must be found by is found by few; null otherwise. */
    private @Nullable List<Hit> fewHits() {
        return filter instanceof SqliteFilter.Where where && where.within() != null && isFew(where.within())
                ? walk(Long.MIN_VALUE, Integer.MAX_VALUE)
                : null;
    }

    @Override
    long count() {
        List<Hit> few = fewHits();
        if (few != null) {
            return few.size();
        }
        return number(keys().after("SELECT COUNT(*) FROM (").then(")"));
    }
}
