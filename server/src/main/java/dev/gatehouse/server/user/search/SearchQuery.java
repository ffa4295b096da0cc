package dev.gatehouse.server.user.search;

import dev.gatehouse.server.user.Terms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.queryparser.classic.TokenMgrError;
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

/** Reads a query and turns its tree into a condition. */
public final class SearchQuery {
    private static final String NO_FIELD = "";
    private static final String EXISTS = "_exists_";
    /** Where words without a field are looked for. */
    private static final List<String> DEFAULT_FIELDS =
            List.of("email", "name", "nickname", "username", "given_name", "family_name", "phone_number", "user_id");

    private static final int MAX_CHARACTERS = 4_096;
    /** Each value costs the database a look into the terms; SQLite also bounds how deep a condition may nest. */
    private static final int MAX_VALUES = 256;

    private static final int MAX_DEPTH = 32;
    /** Each of these is compared with every value of its fields. */
    private static final int MAX_INNER_WILDCARDS = 8;
    /** In one value. */
    private static final int MAX_WILDCARD_CHARACTERS = 16;

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final String tenant;
    private int values;
    private int depth;
    private int innerWildcards;

    private SearchQuery(String tenant) {
        this.tenant = tenant;
    }

    /**
     * @throws InvalidQueryException when {@code text} is not a query, has more than 256 values or 8 that begin with a
     *     wildcard, or nests more than 32 deep
     */
    static Condition parse(String tenant, String text) {
        try {
            return new SearchQuery(tenant).condition(read(text));
        } catch (StackOverflowError e) {
            throw new InvalidQueryException();
        }
    }

    /**
     * The tree of a query in Lucene's classic syntax, every value in it whole. A term without a field has the empty one.
     *
     * @throws InvalidQueryException when {@code text} is not a query
     */
    public static Query read(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new InvalidQueryException();
        }
        try {
            return new Parser().parse(text);
        } catch (ParseException | TokenMgrError | StackOverflowError | RuntimeException e) {
            // The parser lets through what its parts throw, as at a boost of a thousand digits.
            throw new InvalidQueryException();
        }
    }

    private Condition condition(Query query) {
        if (query instanceof BooleanQuery all) {
            if (++depth > MAX_DEPTH) {
                throw new InvalidQueryException();
            }
            Condition combined = combined(all);
            depth--;
            return combined;
        } else if (query instanceof BoostQuery boost) {
            return condition(boost.getQuery());
        }
        if (++values > MAX_VALUES) {
            throw new InvalidQueryException();
        }
        return value(query);
    }

    private Condition value(Query query) {
        if (query instanceof MatchAllDocsQuery) {
            return Condition.ALL;
        } else if (query instanceof TermQuery term) {
            return equal(term.getTerm());
        } else if (query instanceof PrefixQuery prefix) {
            return prefixed(prefix.getPrefix());
        } else if (query instanceof PatternQuery pattern) {
            return wildcard(pattern.term());
        } else if (query instanceof TermRangeQuery range) {
            return range(range);
        }
        throw new InvalidQueryException();
    }

    /** As Lucene has it: all that must, none that must not, and one that should where nothing must. */
    private Condition combined(BooleanQuery query) {
        List<Condition> must = new ArrayList<>();
        List<Condition> should = new ArrayList<>();
        for (BooleanClause clause : query.clauses()) {
            switch (clause.getOccur()) {
                case MUST, FILTER -> must.add(condition(clause.getQuery()));
                case MUST_NOT -> must.add(condition(clause.getQuery()).not());
                case SHOULD -> should.add(condition(clause.getQuery()));
            }
        }
        boolean anythingMust = query.clauses().stream().anyMatch(BooleanClause::isRequired);
        if (!should.isEmpty() && !anythingMust) {
            must.add(Condition.anyOf(should));
        }
        return Condition.allOf(must);
    }

    private Condition equal(Term term) {
        if (term.field().equals(EXISTS)) {
            return exists(term.text());
        }
        return inFields(term.field(), "t.value = ?", List.of(Terms.normal(term.text())), true);
    }

    private Condition exists(String field) {
        // All names that go on with a dot lie between it and the character after it.
        Condition object =
                Condition.term(tenant, "t.field >= ? AND t.field < ?", List.of(field + ".", field + "/"), false);
        return Condition.anyOf(List.of(Condition.term(tenant, "t.field = ?", List.of(field), false), object));
    }

    private Condition wildcard(Term term) {
        if (term.text().equals("*")) {
            boolean anyField = term.field().equals(NO_FIELD) || term.field().equals("*");
            return anyField ? Condition.ALL : exists(term.field());
        }
        boolean inner = term.text().startsWith("*") || term.text().startsWith("?");
        if (inner && ++innerWildcards > MAX_INNER_WILDCARDS || wildcards(term.text()) > MAX_WILDCARD_CHARACTERS) {
            throw new InvalidQueryException();
        }
        return like(term.field(), likePattern(term.text()));
    }

    private static long wildcards(String text) {
        return text.chars()
                .filter(character -> character == '*' || character == '?')
                .count();
    }

    /** Every value that begins so lies between the beginning and its greatest continuation: a range, which an index finds. */
    private Condition prefixed(Term term) {
        String beginning = Terms.normal(term.text());
        return inFields(
                term.field(),
                "t.value >= ? AND t.value < ?",
                List.of(beginning, beginning + Character.toString(Character.MAX_CODE_POINT)),
                true);
    }

    private Condition like(String field, String pattern) {
        return inFields(field, "t.value LIKE ? ESCAPE '!'", List.of(pattern.toLowerCase(Locale.ROOT)), false);
    }

    private Condition range(TermRangeQuery query) {
        List<String> tests = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        addBound(tests, values, query.getLowerTerm(), query.includesLower() ? ">=" : ">");
        addBound(tests, values, query.getUpperTerm(), query.includesUpper() ? "<=" : "<");
        return tests.isEmpty()
                ? exists(query.getField())
                : inFields(query.getField(), String.join(" AND ", tests), values, false);
    }

    /**
     * Numbers are compared with numbers, all else as text, which orders dates too. A day as the last one lasts until its
     * end, which every time of that day comes before.
     */
    private static void addBound(List<String> tests, List<Object> values, @Nullable BytesRef bound, String comparison) {
        if (bound == null) {
            return;
        }
        String text = Terms.normal(bound.utf8ToString());
        if (NUMBER.matcher(text).matches()) {
            tests.add("(t.number " + comparison + " ? OR t.number IS NULL AND t.value " + comparison + " ?)");
            values.addAll(List.of(Double.valueOf(text), text));
        } else {
            boolean wholeDay = comparison.equals("<=") || comparison.equals(">");
            tests.add("t.value " + comparison + " ?");
            values.add(wholeDay && DAY.matcher(text).matches() ? text + "t~" : text);
        }
    }

    private Condition inFields(String field, String test, List<Object> values, boolean selective) {
        List<String> fields = field.equals(NO_FIELD) ? DEFAULT_FIELDS : List.of(field);
        List<Object> all = new ArrayList<>(fields);
        all.addAll(values);
        String places = String.join(", ", Collections.nCopies(fields.size(), "?"));
        return Condition.term(tenant, "t.field IN (" + places + ") AND " + test, all, selective);
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /** Lucene's {@code *}, {@code ?} and {@code \} in the words of LIKE. */
    private static String likePattern(String wildcard) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < wildcard.length(); i++) {
            char character = wildcard.charAt(i);
            if (character == '\\' && i + 1 < wildcard.length()) {
                pattern.append(escaped(String.valueOf(wildcard.charAt(++i))));
            } else if (character == '*') {
                pattern.append('%');
            } else if (character == '?') {
                pattern.append('_');
            } else {
                pattern.append(escaped(String.valueOf(character)));
            }
        }
        return pattern.toString();
    }

    /** Lucene's classic syntax, with every value taken whole: nothing is analysed. */
    private static final class Parser extends QueryParser {
        Parser() {
            super(NO_FIELD, new UnusedAnalyzer());
            setAllowLeadingWildcard(true);
            setDefaultOperator(Operator.AND);
        }

        @Override
        protected Query getFieldQuery(String field, String text, boolean quoted) {
            return new TermQuery(new Term(field, text));
        }

        @Override
        protected Query getFieldQuery(String field, String text, int slop) {
            return new TermQuery(new Term(field, text));
        }

        @Override
        protected Query getWildcardQuery(String field, String text) {
            return new PatternQuery(new Term(field, text));
        }

        @Override
        protected Query getRangeQuery(
                String field, String low, String high, boolean includesLow, boolean includesHigh) {
            return TermRangeQuery.newStringRange(field, open(low), open(high), includesLow, includesHigh);
        }

        private static @Nullable String open(@Nullable String bound) {
            return "*".equals(bound) ? null : bound;
        }

        @Override
        protected Query getFuzzyQuery(String field, String text, float similarity) {
            throw new InvalidQueryException();
        }

        @Override
        protected Query getRegexpQuery(String field, String text) {
            throw new InvalidQueryException();
        }
    }
}
