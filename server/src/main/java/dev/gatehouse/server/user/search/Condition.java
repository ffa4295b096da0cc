package dev.gatehouse.server.user.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of SQL: a condition on the users {@code u} of a tenant, or a whole query.
 *
 * @param sql with a {@code ?} for each value
 * @param values text or numbers
 */
record Condition(String sql, List<Object> values) {
    Condition {
        values = List.copyOf(values);
    }

    static Condition of(String sql, Object... values) {
        return new Condition(sql, List.of(values));
    }

    /** Users whose row key is among those that a query gives. */
    static Condition in(Condition keys) {
        return new Condition("u.sequence IN (" + keys.sql + ")", keys.values);
    }

    Condition not() {
        return new Condition("NOT (" + sql + ")", values);
    }

    Condition and(Condition other) {
        return joined(List.of(this, other), " AND ");
    }

    /** This and more text, with more values. */
    Condition then(String text, Object... more) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(List.of(more));
        return new Condition(sql + text, all);
    }

    /** This, with text before it and its values. */
    Condition after(String text, Object... before) {
        List<Object> all = new ArrayList<>(List.of(before));
        all.addAll(values);
        return new Condition(text + sql, all);
    }

    static Condition allOf(List<Condition> conditions) {
        return joined(conditions, " AND ");
    }

    static Condition anyOf(List<Condition> conditions) {
        return joined(conditions, " OR ");
    }

    private static Condition joined(List<Condition> conditions, String by) {
        return new Condition(
                conditions.stream().map(c -> "(" + c.sql + ")").collect(Collectors.joining(by, "(", ")")),
                conditions.stream().flatMap(c -> c.values.stream()).toList());
    }
}
