package dev.gatehouse.server.user.search;

import dev.gatehouse.server.user.search.UserSearch.Sort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order of the users {@code u} of a tenant, in SQL.
 *
 * @param join what joins the values sorted by; empty when they are the user's own
 * @param by the terms to order by
 * @param values one for each {@code ?} of {@code join}
 */
record Order(String join, String by, List<Object> values) {
    private static final Order OLDEST_FIRST = new Order("", "u.sequence, u.user_id", List.of());
    private static final Order NEWEST_FIRST = new Order("", "u.sequence DESC, u.user_id DESC", List.of());
    private static final Order SORTED_OLDEST_FIRST = new Order("", "u.sequence + 0, u.user_id", List.of());
    private static final Order SORTED_NEWEST_FIRST = new Order("", "u.sequence + 0 DESC, u.user_id DESC", List.of());

    /**
     * Joins the values of the field once: to look them up for each user would read all of them each time, as terms are kept
     * in the order of their values. A user without the field comes first, as NULL does on SQLite; PostgreSQL is told so.
     *
     * @param few whether few users are left to sort
     */
    static Order of(String tenant, @Nullable Sort sort, boolean few) {
        if (sort == null || sort.field().equals("created_at")) {
            return sort != null && sort.descending() ? newestFirst(few) : oldestFirst(few);
        }
        String direction = sort.descending() ? " DESC NULLS LAST" : " NULLS FIRST";
        return new Order(
                " LEFT JOIN (SELECT t.user_id, MIN(t.number) AS number, MIN(t.value) AS value FROM user_term t"
                        + " WHERE t.tenant = ? AND t.field = ? GROUP BY t.user_id) s ON s.user_id = u.user_id",
                "s.number" + direction + ", s.value" + direction + ", u.sequence, u.user_id",
                List.of(tenant, sort.field()));
    }

    /** Where few are left, the sum keeps the database from reading every user by the index of this order, to sort nothing. */
    static Order oldestFirst(boolean few) {
        return few ? SORTED_OLDEST_FIRST : OLDEST_FIRST;
    }

    private static Order newestFirst(boolean few) {
        return few ? SORTED_NEWEST_FIRST : NEWEST_FIRST;
    }
}
