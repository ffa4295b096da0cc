package dev.gatehouse.server.user.search;

import dev.gatehouse.server.user.FieldKey;
import dev.gatehouse.server.user.Term;
import dev.gatehouse.server.user.ValueColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Queries for the row keys of users by the values of a field, the same for every database. */
final class Values {
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);
    private static final Interval NUMBERS = new Interval("n", "o");
    /** Where the text of a number begins, counted from 1: after its letter and its digits. */
    private static final int TEXT_OF_NUMBER = 18;

    private Values() {}

    /** One row for each user that has a value of the field: the least {@code value}, and the {@code sequence}. */
    static Condition least(String tenant, String field) {
        return ValueColumn.of(field)
                .map(column -> Condition.of(
                        "SELECT MIN(" + column.name() + ") AS value, x.sequence FROM " + column.rows()
                                + " GROUP BY x.sequence",
                        tenant))
                .orElseGet(() -> Condition.of(
                        "SELECT v.value, v.sequence FROM user_value v WHERE v.field = ? AND v.least = 1",
                        FieldKey.of(tenant, field)));
    }

    static Condition inRange(String tenant, String field, Query.Range range) {
        return union(Interval.of(field, range).stream()
                .map(interval -> between(tenant, field, interval))
                .toList());
    }

    /** By the beginning of the text, which an index finds, and by the text of numbers. */
    static Condition like(String tenant, String field, Pattern wanted) {
        Pattern pattern = wanted.map(text -> Term.normal(field, text));
        String beginning = Term.normal(field, pattern.beginning());
        Condition text = between(tenant, field, new Interval("t" + beginning, "t" + beginning + LAST));
        ValueColumn column = ValueColumn.of(field).orElse(null);
        List<Condition> all = new ArrayList<>();
        if (pattern.isPrefix()) {
            all.add(text);
        } else if (column != null) {
            all.add(text.then(" AND " + column.name() + " LIKE ? ESCAPE '!'", pattern.like()));
        } else {
            all.add(text.then(" AND v.value LIKE ? ESCAPE '!'", "t" + pattern.like()));
        }
        if (column == null && mayBeNumber(beginning)) {
            all.add(between(tenant, field, NUMBERS)
                    .then(" AND SUBSTR(v.value, " + TEXT_OF_NUMBER + ") LIKE ? ESCAPE '!'", pattern.like()));
        }
        return union(all);
    }

    private static boolean mayBeNumber(String beginning) {
        return beginning.chars().allMatch(character -> "-+.E0123456789".indexOf(character) >= 0);
    }

    private static Condition between(String tenant, String field, Interval interval) {
        return ValueColumn.of(field)
                .map(column -> between(tenant, column, interval))
                .orElseGet(() -> Condition.of(
                        "SELECT v.sequence FROM user_value v WHERE v.field = ? AND v.value >= ? AND v.value < ?",
                        FieldKey.of(tenant, field),
                        interval.low(),
                        interval.high()));
    }

    /** A column has text alone, and without the letter before it. */
    private static Condition between(String tenant, ValueColumn column, Interval interval) {
        Condition rows = Condition.of("SELECT x.sequence FROM " + column.rows(), tenant);
        if (interval.low().startsWith("n")) {
            return rows.then(" AND 1 = 0");
        }
        Condition from =
                rows.then(" AND " + column.name() + " >= ?", interval.low().substring(1));
        return interval.high().startsWith("t")
                ? from.then(" AND " + column.name() + " < ?", interval.high().substring(1))
                : from;
    }

    private static Condition union(List<Condition> queries) {
        return new Condition(
                queries.stream().map(Condition::sql).collect(Collectors.joining(" UNION ALL ")),
                queries.stream().flatMap(query -> query.values().stream()).toList());
    }
}
