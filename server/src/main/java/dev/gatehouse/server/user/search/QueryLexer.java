package dev.gatehouse.server.user.search;

import java.util.ArrayList;
import java.util.List;

/** Cuts a query into words and signs. */
final class QueryLexer {
    private static final String NEVER_IN_A_WORD = "!():^[]\"{}~";
    private static final String WHITESPACE = " \t\n\r\u3000";

    private final String text;
    private final List<Lexeme> lexemes = new ArrayList<>();
    private int at;
    private boolean inRange;

    QueryLexer(String text) {
        this.text = text;
    }

    enum Kind {
        AND,
        OR,
        NOT,
        PLUS,
        MINUS,
        OPEN,
        CLOSE,
        COLON,
        BOOST,
        WORD,
        PHRASE,
        RANGE_OPEN,
        RANGE_CLOSE,
        TO,
        END
    }

    /**
     * @param text what is meant, without escapes
     * @param raw as it is written
     * @param at where, counted from 0
     */
    record Lexeme(Kind kind, String text, String raw, int at) {
        /** Whether it is a word with wildcards. */
        boolean isPattern() {
            if (kind != Kind.WORD) {
                return false;
            }
            for (int i = 0; i < raw.length(); i++) {
                char character = raw.charAt(i);
                if (character == '\\') {
                    i++;
                } else if (character == '*' || character == '?') {
                    return true;
                }
            }
            return false;
        }

        /** Whether it is a word such as {@code >5}. */
        boolean isComparison() {
            return kind == Kind.WORD && (raw.startsWith(">") || raw.startsWith("<"));
        }
    }

    /**
     * All of them, and two ends.
     *
     * @throws InvalidQueryException when there is something else, or text that no database can hold
     */
    List<Lexeme> all() {
        while (skipWhitespace()) {
            if (inRange) {
                readInRange();
            } else {
                read();
            }
        }
        add(Kind.END, at, "");
        add(Kind.END, at, "");
        return lexemes;
    }

    private boolean skipWhitespace() {
        while (at < text.length() && WHITESPACE.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length();
    }

    private void read() {
        int start = at;
        switch (text.charAt(at)) {
            case '(' -> sign(Kind.OPEN, 1);
            case ')' -> sign(Kind.CLOSE, 1);
            case ':' -> sign(Kind.COLON, 1);
            case '+' -> sign(Kind.PLUS, 1);
            case '-' -> sign(Kind.MINUS, 1);
            case '!' -> sign(Kind.NOT, 1);
            case '[', '{' -> {
                sign(Kind.RANGE_OPEN, 1);
                inRange = true;
            }
            case '"' -> phrase();
            case '^' -> boost();
            case '~' -> throw new InvalidQueryException("a fuzzy search", start);
            case '/' -> throw new InvalidQueryException("a regular expression", start);
            case ']', '}' -> throw new InvalidQueryException("'" + text.charAt(start) + "' is not expected", start);
            default -> wordOrOperator();
        }
    }

    private void readInRange() {
        char first = text.charAt(at);
        if (first == ']' || first == '}') {
            sign(Kind.RANGE_CLOSE, 1);
            inRange = false;
        } else if (first == '"') {
            phrase();
        } else {
            int start = at;
            while (at < text.length() && WHITESPACE.indexOf(text.charAt(at)) < 0 && "]}".indexOf(text.charAt(at)) < 0) {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            String raw = raw(start);
            if (raw.equals("TO")) {
                add(Kind.TO, start, raw);
            } else {
                lexemes.add(new Lexeme(Kind.WORD, unescaped(raw, start), raw, start));
            }
        }
    }

    private void sign(Kind kind, int length) {
        String raw = text.substring(at, at + length);
        add(kind, at, raw);
        at += length;
    }

    private void add(Kind kind, int start, String raw) {
        lexemes.add(new Lexeme(kind, raw, raw, start));
    }

    private void wordOrOperator() {
        int start = at;
        for (String sign : List.of("&&", "||")) {
            if (text.startsWith(sign, at)) {
                sign(sign.equals("&&") ? Kind.AND : Kind.OR, 2);
                return;
            }
        }
        while (at < text.length() && isInWord(text.charAt(at))) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        String raw = raw(start);
        switch (raw) {
            case "AND" -> add(Kind.AND, start, raw);
            case "OR" -> add(Kind.OR, start, raw);
            case "NOT" -> add(Kind.NOT, start, raw);
            default -> lexemes.add(new Lexeme(Kind.WORD, unescaped(raw, start), raw, start));
        }
    }

    private static boolean isInWord(char character) {
        return WHITESPACE.indexOf(character) < 0 && NEVER_IN_A_WORD.indexOf(character) < 0;
    }

    /** What was read since {@code start}, of which a last backslash stands before nothing. */
    private String raw(int start) {
        if (at > text.length()) {
            throw new InvalidQueryException("a backslash before nothing", text.length() - 1);
        }
        return text.substring(start, at);
    }

    private void phrase() {
        int start = at++;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw new InvalidQueryException("a quotation mark that is not closed", start);
        }
        String inner = text.substring(start + 1, at);
        at++;
        lexemes.add(new Lexeme(Kind.PHRASE, unescaped(inner, start), text.substring(start, at), start));
        if (!inRange && at < text.length() && text.charAt(at) == '~') {
            at++; // how far apart its words may be, which values that are compared whole have no use for
            skipNumber();
        }
    }

    private void boost() {
        int start = at++;
        skipNumber();
        if (at == start + 1) {
            throw new InvalidQueryException("a boost without a number", start);
        }
        add(Kind.BOOST, start, text.substring(start, at));
    }

    private void skipNumber() {
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
    }

    private static String unescaped(String raw, int at) {
        StringBuilder plain = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char character = raw.charAt(i);
            if (character != '\\') {
                plain.append(character);
            } else if (++i < raw.length() && raw.charAt(i) == 'u' && isHexadecimal(raw, i + 1)) {
                plain.append((char) Integer.parseInt(raw.substring(i + 1, i + 5), 16));
                i += 4;
            } else if (i < raw.length()) {
                plain.append(raw.charAt(i));
            }
        }
        String text = plain.toString();
        if (!isUnicode(text)) {
            throw new InvalidQueryException("text that is no Unicode", at);
        }
        return text;
    }

    private static boolean isHexadecimal(String raw, int from) {
        return from + 4 <= raw.length()
                && raw.substring(from, from + 4).chars().allMatch(digit -> Character.digit(digit, 16) >= 0);
    }

    /** Whether text has neither NUL nor half a surrogate pair. */
    private static boolean isUnicode(String text) {
        return text.codePoints()
                .noneMatch(point -> point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
