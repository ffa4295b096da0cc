package dev.gatehouse.server.user.search;

import dev.gatehouse.server.user.Term;
import dev.gatehouse.server.user.Terms;
import dev.gatehouse.server.user.User;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Holds a query against one user after the other, where that costs less than to ask the database for all that fit. */
final class QueryMatcher {
    private final Query query;

    QueryMatcher(Query query) {
        this.query = query;
    }

    boolean matches(User user) {
        return matches(query, Terms.of(user.json()));
    }

    private static boolean matches(Query query, List<Term> terms) {
        if (query instanceof Query.And and) {
            return and.parts().stream().allMatch(part -> matches(part, terms));
        } else if (query instanceof Query.Or or) {
            return or.parts().stream().anyMatch(part -> matches(part, terms));
        } else if (query instanceof Query.Not not) {
            return !matches(not.part(), terms);
        } else if (query instanceof Query.Exists exists) {
            String inside = exists.field() + ".";
            return terms.stream()
                    .anyMatch(term ->
                            term.field().equals(exists.field()) || term.field().startsWith(inside));
        } else if (query instanceof Query.HasValue value) {
            return terms.stream().anyMatch(term -> term.field().equals(value.field()));
        } else if (query instanceof Query.Equal equal) {
            return anyField(equal.field(), field -> isEqual(terms, field, equal.text()));
        } else if (query instanceof Query.Like like) {
            return anyField(like.field(), field -> isLike(terms, field, like.pattern()));
        } else if (query instanceof Query.Range range) {
            return anyField(range.field(), field -> isWithin(terms, field, range));
        }
        return true;
    }

    private static boolean anyField(String field, Function<String, Boolean> test) {
        return SearchedFields.map(field, test).contains(true);
    }

    private static boolean isEqual(List<Term> terms, String field, String text) {
        Set<String> texts = SearchedFields.equals(field, text);
        return terms.stream().anyMatch(term -> term.field().equals(field) && texts.contains(term.text()));
    }

    private static boolean isLike(List<Term> terms, String field, Pattern wanted) {
        Pattern pattern = wanted.map(text -> Term.normal(field, text));
        String beginning = Term.normal(field, pattern.beginning());
        return terms.stream()
                .filter(term -> term.field().equals(field))
                .anyMatch(
                        term -> pattern.isPrefix() ? term.text().startsWith(beginning) : pattern.matches(term.text()));
    }

    private static boolean isWithin(List<Term> terms, String field, Query.Range range) {
        List<Interval> intervals = Interval.of(field, range);
        return terms.stream()
                .filter(term -> term.field().equals(field))
                .map(Term::value)
                .anyMatch(value -> intervals.stream().anyMatch(interval -> interval.contains(value)));
    }
}
