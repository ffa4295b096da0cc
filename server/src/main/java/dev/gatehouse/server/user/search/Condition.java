package dev.gatehouse.server.user.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition on the users {@code u} of a tenant, in SQL.
 *
 * @param sql with a {@code ?} for each value
 * @param values text or numbers
 * @param selective whether few users are likely to fulfil it, so that it is cheaper to look those up and sort them than to
 *     go through all users in order
 */
record Condition(String sql, List<Object> values, boolean selective) {
    static final Condition ALL = new Condition("1 = 1", List.of(), false);
    static final Condition NONE = new Condition("1 = 0", List.of(), true);

    Condition {
        values = List.copyOf(values);
    }

    /**
     * Users with a term {@code t} that fulfils {@code test}.
     *
     * @throws InvalidQueryException when a value is text that no database can hold, as escapes in a query can write it
     */
    static Condition term(String tenant, String test, List<Object> values, boolean selective) {
        for (Object value : values) {
            if (value instanceof String text && !isUnicode(text)) {
                throw new InvalidQueryException();
            }
        }
        List<Object> all = new ArrayList<>(List.of(tenant));
        all.addAll(values);
        return new Condition(
                "u.user_id IN (SELECT t.user_id FROM user_term t WHERE t.tenant = ? AND " + test + ")", all, selective);
    }

    /** Whether text has neither NUL nor half a surrogate pair. */
    private static boolean isUnicode(String text) {
        return text.codePoints()
                .noneMatch(point -> point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    Condition not() {
        return new Condition("NOT (" + sql + ")", values, false);
    }

    static Condition allOf(List<Condition> conditions) {
        return conditions.isEmpty()
                ? ALL
                : joined(conditions, " AND ", conditions.stream().anyMatch(Condition::selective));
    }

    static Condition anyOf(List<Condition> conditions) {
        return conditions.isEmpty()
                ? NONE
                : joined(conditions, " OR ", conditions.stream().allMatch(Condition::selective));
    }

    private static Condition joined(List<Condition> conditions, String by, boolean selective) {
        return new Condition(
                conditions.stream().map(c -> "(" + c.sql + ")").collect(Collectors.joining(by)),
                conditions.stream().flatMap(c -> c.values.stream()).toList(),
                selective);
    }
}
