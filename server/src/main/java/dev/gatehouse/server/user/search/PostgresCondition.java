package dev.gatehouse.server.user.search;

import dev.gatehouse.server.user.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A query as a condition for PostgreSQL, which plans by what it knows of how many rows fit each part. */
final class PostgresCondition {
    private final String tenant;

    private PostgresCondition(String tenant) {
        this.tenant = tenant;
    }

    static Condition of(String tenant, Query query) {
        return new PostgresCondition(tenant).of(query);
    }

    private Condition of(Query query) {
        if (query instanceof Query.And and) {
            return Condition.allOf(and.parts().stream().map(this::of).toList());
        } else if (query instanceof Query.Or or) {
            return Condition.anyOf(or.parts().stream().map(this::of).toList());
        } else if (query instanceof Query.Not not) {
            return of(not.part()).not();
        } else if (query instanceof Query.Equal equal) {
            return anyToken(equal(equal));
        } else if (query instanceof Query.Exists exists) {
            return anyToken(Set.of(Token.present(tenant, exists.field()), Token.inside(tenant, exists.field())));
        } else if (query instanceof Query.HasValue value) {
            return anyToken(Set.of(Token.present(tenant, value.field())));
        } else if (query instanceof Query.Like like) {
            return Condition.anyOf(SearchedFields.map(
                    like.field(), field -> Condition.in(Values.like(tenant, field, like.pattern()))));
        } else if (query instanceof Query.Range range) {
            return Condition.anyOf(
                    SearchedFields.map(range.field(), field -> Condition.in(Values.inRange(tenant, field, range))));
        }
        return Condition.of("1 = 1");
    }

    private List<String> equal(Query.Equal equal) {
        List<String> tokens = new ArrayList<>();
        SearchedFields.map(
                        equal.field(),
                        field -> SearchedFields.equals(field, equal.text()).stream()
                                .map(text -> Token.of(tenant, field, text))
                                .toList())
                .forEach(tokens::addAll);
        return tokens;
    }

    /** One is asked for as an element, for which every database that speaks the protocol has an index. */
    private static Condition anyToken(Iterable<String> tokens) {
        List<Object> values = new ArrayList<>();
        tokens.forEach(values::add);
        String places = values.stream().map(value -> "?").collect(Collectors.joining(","));
        String operator = values.size() == 1 ? "@>" : "&&";
        return new Condition("u.tokens " + operator + " CAST(ARRAY[" + places + "] AS TEXT[])", values);
    }
}
