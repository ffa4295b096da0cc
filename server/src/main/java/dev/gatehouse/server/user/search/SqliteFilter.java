package dev.gatehouse.server.user.search;

import dev.gatehouse.server.user.Term;
import dev.gatehouse.server.user.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query as SQLite runs it: as one of its full-text index, as far as it goes, which merges the lists of its words without
 * reading them whole; and as SQL where ranges or wildcards are in it.
 */
sealed interface SqliteFilter {
    /** An expression of the full-text index, https://sqlite.org/fts5.html#full_text_query_syntax. */
    record Match(String expression) implements SqliteFilter {
        @Override
        public Condition condition() {
            return Condition.in(keys());
        }

        /** The row keys, in their order. */
        Condition keys() {
            return Condition.of("SELECT rowid FROM user_token WHERE user_token MATCH ?", expression);
        }
    }

    /** A condition on the users {@code u}. */
    record Where(Condition condition) implements SqliteFilter {}

    /** It as a condition on the row keys of {@code u}. */
    Condition condition();

    static SqliteFilter of(String tenant, Query query) {
        return new Translation(tenant).of(query);
    }

    /** Goes through the tree. */
    record Translation(String tenant) {
        SqliteFilter of(Query query) {
            if (query instanceof Query.And and) {
                return allOf(and.parts());
            } else if (query instanceof Query.Or or) {
                return anyOf(or.parts().stream().map(this::of).toList());
            } else if (query instanceof Query.Not not) {
                return allOf(List.of(new Query.All(), not));
            } else if (query instanceof Query.Like like && !like.pattern().isPrefix()) {
                return anyOf(
                        SearchedFields.map(like.field(), field -> where(Values.like(tenant, field, like.pattern()))));
            } else if (query instanceof Query.Range range) {
                return anyOf(SearchedFields.map(range.field(), field -> where(Values.inRange(tenant, field, range))));
            }
            return new Match(expression(query));
        }

        private static SqliteFilter where(Condition keys) {
            return new Where(Condition.in(keys));
        }

        private String expression(Query query) {
            if (query instanceof Query.Equal equal) {
                return joined(" OR ", SearchedFields.map(equal.field(), field -> equal(field, equal.text())));
            } else if (query instanceof Query.Like like) {
                return joined(" OR ", SearchedFields.map(like.field(), field -> prefix(field, like.pattern())));
            } else if (query instanceof Query.Exists exists) {
                String value = quoted(Token.present(tenant, exists.field()));
                return joined(" OR ", List.of(value, quoted(Token.inside(tenant, exists.field()))));
            } else if (query instanceof Query.HasValue value) {
                return quoted(Token.present(tenant, value.field()));
            }
            return quoted(Token.ofAll(tenant));
        }

        private String equal(String field, String text) {
            return joined(
                    " OR ",
                    SearchedFields.equals(field, text).stream()
                            .map(each -> quoted(Token.of(tenant, field, each)))
                            .toList());
        }

        private String prefix(String field, Pattern pattern) {
            return quoted(Token.of(tenant, field, Term.normal(field, pattern.beginning()))) + " *";
        }

        private static String quoted(String token) {
            return '"' + token + '"';
        }

        private static String joined(String by, List<String> expressions) {
            return expressions.size() == 1 ? expressions.get(0) : "(" + String.join(by, expressions) + ")";
        }

        /** What must not fit is taken off what must, as the index has no other way to say so. */
        private SqliteFilter allOf(List<Query> parts) {
            List<String> must = new ArrayList<>();
            List<String> mustNot = new ArrayList<>();
            List<Condition> conditions = new ArrayList<>();
            for (Query part : parts) {
                boolean negated = part instanceof Query.Not;
                SqliteFilter filter = of(part instanceof Query.Not not ? not.part() : part);
                if (filter instanceof Match match) {
                    (negated ? mustNot : must).add(match.expression());
                } else {
                    conditions.add(negated ? filter.condition().not() : filter.condition());
                }
            }
            if (must.isEmpty() && !mustNot.isEmpty()) {
                must.add(quoted(Token.ofAll(tenant)));
            }
            if (!must.isEmpty()) {
                String wanted = joined(" AND ", must);
                Match match =
                        new Match(mustNot.isEmpty() ? wanted : "(" + wanted + " NOT " + joined(" OR ", mustNot) + ")");
                if (conditions.isEmpty()) {
                    return match;
                }
                conditions.add(0, match.condition());
            }
            return new Where(Condition.allOf(conditions));
        }

        private static SqliteFilter anyOf(List<SqliteFilter> filters) {
            List<String> expressions = new ArrayList<>();
            List<Condition> conditions = new ArrayList<>();
            for (SqliteFilter filter : filters) {
                if (filter instanceof Match match) {
                    expressions.add(match.expression());
                } else {
                    conditions.add(filter.condition());
                }
            }
            @Nullable Match match = expressions.isEmpty() ? null : new Match(joined(" OR ", expressions));
            if (conditions.isEmpty() && match != null) {
                return match;
            }
            if (match != null) {
                conditions.add(match.condition());
            }
            return new Where(Condition.anyOf(conditions));
        }
    }
}
