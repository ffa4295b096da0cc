package dev.gatehouse.server.user.search;

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

    /**
     * A condition on the users {@code u}.
     *
     * @param within what they must be found by besides; null when there is no such thing
     * @param ranges the row keys of each range in it
     */
    record Where(Condition condition, @Nullable Match within, List<Condition> ranges) implements SqliteFilter {}

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
            } else if (query instanceof Query.Like like) {
                return anyOf(SearchedFields.map(like.field(), field -> like(field, like.pattern())));
            } else if (query instanceof Query.Range range) {
                return anyOf(SearchedFields.map(range.field(), field -> range(Values.inRange(tenant, field, range))));
            }
            return new Match(expression(query));
        }

        /**
         * The beginning of a value is a range as well. The full-text index has those, too, but merges the lists of all words that
         * begin so before anything can stop it.
         */
        private SqliteFilter like(String field, Pattern pattern) {
            Condition keys = Values.like(tenant, field, pattern);
            return where(keys, pattern.isPrefix() ? List.of(keys) : List.of());
        }

        private static SqliteFilter range(Condition keys) {
            return where(keys, List.of(keys));
        }

        private static SqliteFilter where(Condition keys, List<Condition> ranges) {
            return new Where(Condition.in(keys), null, ranges);
        }

        private static List<Condition> ranges(SqliteFilter filter) {
            return filter instanceof Where where ? where.ranges() : List.of();
        }

        private String expression(Query query) {
            if (query instanceof Query.Equal equal) {
                return joined(" OR ", SearchedFields.map(equal.field(), field -> equal(field, equal.text())));
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
            List<Condition> ranges = new ArrayList<>();
            for (Query part : parts) {
                boolean negated = part instanceof Query.Not;
                SqliteFilter filter = of(part instanceof Query.Not not ? not.part() : part);
                if (filter instanceof Match match) {
                    (negated ? mustNot : must).add(match.expression());
                } else {
                    conditions.add(negated ? filter.condition().not() : filter.condition());
                    ranges.addAll(ranges(filter));
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
                return new Where(Condition.allOf(conditions), match, ranges);
            }
            return new Where(Condition.allOf(conditions), null, ranges);
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
            return new Where(
                    Condition.anyOf(conditions),
                    null,
                    filters.stream().flatMap(filter -> ranges(filter).stream()).toList());
        }
    }
}
