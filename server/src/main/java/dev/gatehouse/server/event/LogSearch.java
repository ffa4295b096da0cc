package dev.gatehouse.server.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.user.search.InvalidQueryException;
import dev.gatehouse.server.user.search.PatternQuery;
import dev.gatehouse.server.user.search.SearchQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** A search of the log, in the query language of the search for users, held against one event after the other. */
final class LogSearch {
    private static final String EXISTS = "_exists_";
    /** Where words without a field are looked for. */
    private static final List<String> DEFAULT_FIELDS =
            List.of("description", "type", "connection", "client_id", "client_name", "ip", "user_id", "user_name");

    private LogSearch() {}

    /**
     * @throws InvalidQueryException when {@code text} is not a query
     */
    static Predicate<ObjectNode> of(String text) {
        return test(SearchQuery.read(text));
    }

    private static Predicate<ObjectNode> test(Query query) {
        if (query instanceof BooleanQuery all) {
            return combined(all);
        } else if (query instanceof BoostQuery boost) {
            return test(boost.getQuery());
        } else if (query instanceof MatchAllDocsQuery) {
            return event -> true;
        } else if (query instanceof TermQuery term) {
            return equal(term.getTerm().field(), term.getTerm().text());
        } else if (query instanceof PrefixQuery prefix) {
            String beginning = normal(prefix.getPrefix().text());
            return anyValue(prefix.getPrefix().field(), value -> value.startsWith(beginning));
        } else if (query instanceof PatternQuery pattern) {
            return wildcard(pattern.term().field(), pattern.term().text());
        } else if (query instanceof TermRangeQuery range) {
            return anyValue(range.getField(), value -> isWithin(range, value));
        }
        throw new InvalidQueryException();
    }

    private static Predicate<ObjectNode> combined(BooleanQuery query) {
        Predicate<ObjectNode> must = event -> true;
        @Nullable Predicate<ObjectNode> should = null;
        for (BooleanClause clause : query.clauses()) {
            Predicate<ObjectNode> test = test(clause.getQuery());
            switch (clause.getOccur()) {
                case MUST, FILTER -> must = must.and(test);
                case MUST_NOT -> must = must.and(test.negate());
                case SHOULD -> should = should == null ? test : should.or(test);
            }
        }
        boolean anythingMust = query.clauses().stream().anyMatch(BooleanClause::isRequired);
        return should == null || anythingMust ? must : must.and(should);
    }

    private static Predicate<ObjectNode> equal(String field, String text) {
        if (field.equals(EXISTS)) {
            return event -> !values(event, text).isEmpty();
        }
        String wanted = normal(text);
        return anyValue(field, wanted::equals);
    }

    private static Predicate<ObjectNode> wildcard(String field, String text) {
        if (text.equals("*") && !field.isEmpty() && !field.equals("*")) {
            return event -> !values(event, field).isEmpty();
        }
        Glob wanted = Glob.of(normal(text));
        return anyValue(field, wanted::matches);
    }

    private static boolean isWithin(TermRangeQuery range, String value) {
        int low = compare(range.getLowerTerm(), value);
        int high = compare(range.getUpperTerm(), value);
        boolean above = range.getLowerTerm() == null || (range.includesLower() ? low <= 0 : low < 0);
        boolean below = range.getUpperTerm() == null || (range.includesUpper() ? high >= 0 : high > 0);
        return above && below;
    }

    private static int compare(@Nullable BytesRef bound, String value) {
        return bound == null ? 0 : normal(bound.utf8ToString()).compareTo(value);
    }

    private static Predicate<ObjectNode> anyValue(String field, Predicate<String> test) {
        List<String> fields = field.isEmpty() || field.equals("*") ? DEFAULT_FIELDS : List.of(field);
        return event -> fields.stream()
                .flatMap(name -> values(event, name).stream())
                .anyMatch(value -> test.test(normal(value)));
    }

    private static List<String> values(JsonNode event, String field) {
        List<String> values = new ArrayList<>();
        collect(event, List.of(field.split("\\.")), values);
        return values;
    }

    private static void collect(JsonNode node, List<String> path, List<String> values) {
        if (node.isArray()) {
            node.forEach(each -> collect(each, path, values));
        } else if (!path.isEmpty()) {
            collect(node.path(path.get(0)), path.subList(1, path.size()), values);
        } else if (node.isValueNode() && !node.isNull()) {
            values.add(node.asText());
        }
    }

    private static String normal(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
