package dev.gatehouse.server.user.search;

import dev.gatehouse.server.user.search.QueryLexer.Kind;
import dev.gatehouse.server.user.search.QueryLexer.Lexeme;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads queries in Lucene's syntax. NOT binds closer than AND, and AND closer than OR; what only stands side by side must both
 * fit. Words side by side are one value, as a phrase is. Fuzzy search and regular expressions are refused.
 */
public final class QueryParser {
    private static final int MAX_CHARACTERS = 4_096;
    /** Each value costs the database a look into an index. */
    private static final int MAX_VALUES = 256;

    private static final int MAX_DEPTH = 32;
    /** Each of these may be compared with every value of its fields. */
    private static final int MAX_INNER_WILDCARDS = 8;
    /** In one value. */
    private static final int MAX_WILDCARD_CHARACTERS = 16;

    private final List<Lexeme> lexemes;
    private int at;
    private int depth;
    private int values;
    private int innerWildcards;

    private QueryParser(List<Lexeme> lexemes) {
        this.lexemes = lexemes;
    }

    /**
     * The tree of a query.
     *
     * @throws InvalidQueryException when {@code text} is not a query, has more than 4,096 characters, 256 values, or 8 that begin
     *     with a wildcard, or nests more than 32 deep
     */
    public static Query parse(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new InvalidQueryException("more than " + MAX_CHARACTERS + " characters");
        }
        QueryParser parser = new QueryParser(new QueryLexer(text).all());
        Query query = parser.anyOf(Query.ANY_FIELD);
        if (parser.peek().kind() != Kind.END) {
            throw parser.unexpected();
        }
        return query;
    }

    private Query anyOf(String field) {
        List<Query> parts = new ArrayList<>(List.of(allOf(field)));
        while (accept(Kind.OR)) {
            parts.add(allOf(field));
        }
        return parts.size() == 1 ? parts.get(0) : new Query.Or(parts);
    }

    private Query allOf(String field) {
        List<Query> parts = new ArrayList<>(List.of(clause(field)));
        while (true) {
            if (accept(Kind.AND) || startsClause(peek().kind())) {
                parts.add(clause(field));
            } else {
                return parts.size() == 1 ? parts.get(0) : new Query.And(parts);
            }
        }
    }

    private static boolean startsClause(Kind kind) {
        return switch (kind) {
            case NOT, MINUS, PLUS, OPEN, WORD, PHRASE, RANGE_OPEN -> true;
            default -> false;
        };
    }

    private Query clause(String field) {
        boolean negated = false;
        while (true) {
            if (accept(Kind.NOT) || accept(Kind.MINUS)) {
                negated = !negated;
            } else if (!accept(Kind.PLUS)) {
                Query operand = operand(field);
                return negated ? new Query.Not(operand) : operand;
            }
        }
    }

    private Query operand(String field) {
        Lexeme first = peek();
        if (first.kind() == Kind.WORD && lexemes.get(at + 1).kind() == Kind.COLON) {
            at += 2;
            return ofField(first.isPattern() ? anyField(first) : first.text());
        }
        return ofField(field);
    }

    /** A star as the field is any of those that words are looked for in. */
    private String anyField(Lexeme field) {
        if (field.text().equals("*")) {
            return Query.ANY_FIELD;
        }
        throw new InvalidQueryException("a field with wildcards", field.at());
    }

    private Query ofField(String field) {
        Lexeme first = peek();
        Query query = switch (first.kind()) {
            case OPEN -> group(field);
            case RANGE_OPEN -> range(field);
            case PHRASE -> phrase(field);
            case WORD -> words(field);
            default -> throw unexpected();
        };
        if (accept(Kind.BOOST) && peek().kind() == Kind.BOOST) {
            throw unexpected();
        }
        return query;
    }

    private Query group(String field) {
        if (++depth > MAX_DEPTH) {
            throw new InvalidQueryException("more than " + MAX_DEPTH + " parentheses in each other", peek().at());
        }
        at++;
        Query query = anyOf(field);
        expect(Kind.CLOSE);
        depth--;
        return query;
    }

    private Query phrase(String field) {
        countValue();
        return equal(field, next().text());
    }

    private static Query equal(String field, String text) {
        return field.equals("_exists_") ? new Query.Exists(text) : new Query.Equal(field, text);
    }

    private Query words(String field) {
        countValue();
        Lexeme first = next();
        if (first.isPattern()) {
            return like(field, first);
        }
        Query comparison = comparison(field, first);
        return comparison != null ? comparison : equal(field, first.text() + furtherWords());
    }

    /** The words after one that belong to the same value: those that no sign makes a clause of their own. */
    private String furtherWords() {
        StringBuilder words = new StringBuilder();
        while (peek().kind() == Kind.WORD && !peek().isPattern() && !peek().isComparison()) {
            switch (lexemes.get(at + 1).kind()) {
                case COLON, AND, OR, BOOST -> {
                    return words.toString();
                }
                default -> words.append(' ').append(next().text());
            }
        }
        return words.toString();
    }

    /** A range that is open at one end, as in {@code >=5}; null when it is none. */
    private static @Nullable Query comparison(String field, Lexeme word) {
        if (!word.isComparison()) {
            return null;
        }
        boolean includes = word.text().startsWith("=", 1);
        String bound = word.text().substring(includes ? 2 : 1);
        if (bound.isEmpty()) {
            throw new InvalidQueryException("a comparison with nothing", word.at());
        }
        return word.text().startsWith(">")
                ? new Query.Range(field, bound, null, includes, true)
                : new Query.Range(field, null, bound, true, includes);
    }

    private Query like(String field, Lexeme word) {
        Pattern pattern = Pattern.of(word.raw());
        if (pattern.isAny()) {
            return field.equals(Query.ANY_FIELD) ? new Query.All() : new Query.Exists(field);
        }
        if (pattern.beginsWithWildcard() && ++innerWildcards > MAX_INNER_WILDCARDS) {
            throw new InvalidQueryException(
                    "more than " + MAX_INNER_WILDCARDS + " values that begin with a wildcard", word.at());
        } else if (pattern.wildcards() > MAX_WILDCARD_CHARACTERS) {
            throw new InvalidQueryException(
                    "more than " + MAX_WILDCARD_CHARACTERS + " wildcards in one value", word.at());
        }
        return new Query.Like(field, pattern);
    }

    private Query range(String field) {
        countValue();
        boolean includesLow = next().text().equals("[");
        @Nullable String low = bound();
        expect(Kind.TO);
        @Nullable String high = bound();
        boolean includesHigh = peek().text().equals("]");
        expect(Kind.RANGE_CLOSE);
        return low == null && high == null && !field.equals(Query.ANY_FIELD)
                ? new Query.Exists(field)
                : new Query.Range(field, low, high, includesLow, includesHigh);
    }

    private @Nullable String bound() {
        Lexeme bound = next();
        if (bound.kind() == Kind.PHRASE || bound.kind() == Kind.WORD) {
            return bound.kind() == Kind.WORD && bound.text().equals("*") ? null : bound.text();
        }
        at--;
        throw unexpected();
    }

    private void countValue() {
        if (++values > MAX_VALUES) {
            throw new InvalidQueryException("more than " + MAX_VALUES + " values", peek().at());
        }
    }

    private Lexeme peek() {
        return lexemes.get(at);
    }

    private Lexeme next() {
        Lexeme next = lexemes.get(at);
        if (next.kind() == Kind.END) {
            throw unexpected();
        }
        at++;
        return next;
    }

    private boolean accept(Kind kind) {
        boolean fits = peek().kind() == kind;
        if (fits) {
            at++;
        }
        return fits;
    }

    private void expect(Kind kind) {
        if (!accept(kind)) {
            throw unexpected();
        }
    }

    private InvalidQueryException unexpected() {
        Lexeme here = peek();
        return here.kind() == Kind.END
                ? new InvalidQueryException("an end too early", here.at())
                : new InvalidQueryException("'" + here.raw() + "' is not expected", here.at());
    }
}
