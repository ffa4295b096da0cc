package dev.gatehouse.server.user.search;

import dev.gatehouse.server.store.Cursor;
import dev.gatehouse.server.store.Slice;
import dev.gatehouse.server.store.Transaction;
import dev.gatehouse.server.store.Window;
import dev.gatehouse.server.user.User;
import dev.gatehouse.server.user.search.UserFinder.Hit;
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
     * The order of the list: by value, and by creation where values are the same; from the end when descending. Those without a value
     * come before all others, after them when descending, and by creation. Of several values, the least counts.
     *
     * @param field as in {@code created_at}
     */
    public record Sort(String field, boolean descending) {}

    private final PlanBounds bounds;

    public UserSearch() {
        this(PlanBounds.DEFAULT);
    }

    UserSearch(PlanBounds bounds) {
        this.bounds = bounds;
    }

    /**
     * The users that fit, in the order asked for, in that of their creation otherwise.
     *
     * @throws InvalidQueryException when the criteria's text is not a query
     * @throws dev.gatehouse.server.store.InvalidCursorException when the window goes on from no page's end
     */
    public Slice<User> find(Transaction tx, Criteria criteria, @Nullable Sort sort, Window window) {
        Query query = query(criteria);
        if (window instanceof Window.Checkpoint checkpoint) {
            return checkpoint(UserFinder.of(tx, query, bounds), checkpoint);
        }
        Window.Offset offset = (Window.Offset) window;
        UserFinder finder = UserFinder.of(tx, query, bounds);
        List<Hit> hits = sort == null
                ? finder.inOrder(offset.start(), offset.limit())
                : sorted(tx, query, sort, offset.start(), offset.limit());
        return new Slice<>(hits.stream().map(Hit::user).toList(), offset.withTotal() ? finder.count() : -1, null);
    }

    private static Query query(Criteria criteria) {
        List<Query> parts = new ArrayList<>();
        if (criteria.text() != null && !criteria.text().isBlank()) {
            parts.add(QueryParser.parse(criteria.text()));
        }
        if (criteria.connection() != null) {
            parts.add(new Query.Equal("identities.connection", criteria.connection()));
        }
        return parts.isEmpty() ? new Query.All() : parts.size() == 1 ? parts.get(0) : new Query.And(parts);
    }

    private static Slice<User> checkpoint(UserFinder finder, Window.Checkpoint window) {
        Cursor after = window.from() == null ? Cursor.START : Cursor.decode(window.from());
        List<Hit> hits = finder.after(after.sequence(), window.limit() + 1);
        return Cursor.page(
                        hits,
                        window.limit(),
                        hit -> new Cursor(hit.sequence(), hit.user().id()))
                .map(Hit::user);
    }

    private List<Hit> sorted(Transaction tx, Query query, Sort sort, int start, int limit) {
        UserFinder with = UserFinder.of(tx, query, bounds);
        Query none = new Query.Not(new Query.HasValue(sort.field()));
        UserFinder without =
                UserFinder.of(tx, query instanceof Query.All ? none : new Query.And(List.of(query, none)), bounds);
        return sort.descending()
                ? joined(with.sorted(sort, start, limit), start, limit, new Rest() {
                    @Override
                    public long before() {
                        return UserFinder.of(
                                        tx, new Query.And(List.of(query, new Query.HasValue(sort.field()))), bounds)
                                .count();
                    }

                    @Override
                    public List<Hit> page(int restStart, int restLimit) {
                        return without.inOrder(restStart, restLimit);
                    }
                })
                : joined(without.inOrder(start, limit), start, limit, new Rest() {
                    @Override
                    public long before() {
                        return without.count();
                    }

                    @Override
                    public List<Hit> page(int restStart, int restLimit) {
                        return with.sorted(sort, restStart, restLimit);
                    }
                });
    }

    /** The second of two lists that are one after the other. */
    private interface Rest {
        /** How many come before it. */
        long before();

        List<Hit> page(int start, int limit);
    }

    /** A page of two lists, of which that of the first is known. */
    private static List<Hit> joined(List<Hit> first, int start, int limit, Rest rest) {
        if (first.size() == limit) {
            return first;
        }
        boolean endsHere = !first.isEmpty() || start == 0;
        long before = endsHere ? (long) start + first.size() : rest.before();
        List<Hit> page = new ArrayList<>(first);
        page.addAll(rest.page((int) Math.max(0, start - before), limit - first.size()));
        return page;
    }
}
