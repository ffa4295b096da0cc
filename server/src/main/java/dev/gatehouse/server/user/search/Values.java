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
    /** Of a number: its letter and its digits, before its text. */
    private static final int BEFORE_TEXT_OF_NUMBER = 17;

    private Values() {}

    /** The rows {@code v} of a field, to be gone on with by AND: each has a {@code value} and a {@code sequence}. */
    static Condition ofField(String tenant, String field) {
        return ValueColumn.of(field)
                .map(column -> Condition.of("(" + column.rows() + ") v WHERE 1 = 1", tenant))
                .orElseGet(() -> Condition.of("user_value v WHERE v.field = ?", FieldKey.of(tenant, field)));
    }

    static Condition inRange(String tenant, String field, Query.Range range) {
        return union(Interval.of(field, range).stream()
                .map(interval -> between(tenant, field, interval))
                .toList());
    }

    private static Condition between(String tenant, String field, Interval interval) {
        return ofField(tenant, field)
                .after("SELECT v.sequence FROM ")
                .then(" AND v.value >= ? AND v.value < ?", interval.low(), interval.high());
    }

    /** By the beginning of the text, which an index finds, and by the text of numbers. */
    static Condition like(String tenant, String field, Pattern wanted) {
        Pattern pattern = wanted.map(text -> Term.normal(field, text));
        String beginning = Term.normal(field, pattern.beginning());
        Condition text = between(tenant, field, new Interval("t" + beginning, "t" + beginning + LAST));
        Condition number = between(tenant, field, new Interval("n", "o"));
        String like = pattern.like();
        List<Condition> both = new ArrayList<>();
        both.add(pattern.isPrefix() ? text : text.then(" AND v.value LIKE ? ESCAPE '!'", "t" + like));
        if (ValueColumn.of(field).isEmpty()) {
            both.add(number.then(" AND SUBSTR(v.value, " + (BEFORE_TEXT_OF_NUMBER + 1) + ") LIKE ? ESCAPE '!'", like));
        }
        return union(both);
    }

    private static Condition union(List<Condition> queries) {
        return new Condition(
                queries.stream().map(Condition::sql).collect(Collectors.joining(" UNION ALL ")),
                queries.stream().flatMap(query -> query.values().stream()).toList());
    }
}
