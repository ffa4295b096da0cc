package dev.gatehouse.server.store.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQL as a store writes it, read once: the text around its placeholders, {@code ?} or {@code :name}. What is quoted or
 * a comment is left alone, as is a cast ({@code ::text}).
 *
 * @param parts the text before, between and after the placeholders
 * @param names the name of each placeholder; empty when it is a {@code ?}
 */
record SqlText(List<String> parts, List<String> names) {
    /** Stands for a list without elements: a set that is empty on every database. */
    private static final String EMPTY_SET = "SELECT NULL WHERE 1 = 0";

    private static final int MAX_LIST = 4_096;

    /**
     * @throws IllegalArgumentException when {@code text} mixes {@code ?} with {@code :name}
     */
    static SqlText parse(String text) {
        List<String> parts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            int end = endOfPlaceholder(text, at);
            if (end > at) {
                parts.add(text.substring(from, at));
                names.add(text.substring(at + 1, end));
                from = end;
                at = end;
            } else {
                at = next(text, at);
            }
        }
        parts.add(text.substring(from));
        SqlText parsed = new SqlText(parts, names);
        if (names.contains("") && names.stream().anyMatch(name -> !name.isEmpty())) {
            throw new IllegalArgumentException("? and :name in one statement: " + text);
        }
        return parsed;
    }

    /** Whether its placeholders have names. */
    boolean isNamed() {
        return !names.isEmpty() && !names.get(names.size() - 1).isEmpty();
    }

    /** Where the placeholder at {@code at} ends; {@code at} itself when there is none. */
    private static int endOfPlaceholder(String text, int at) {
        if (text.charAt(at) == '?') {
            return at + 1;
        }
        int end = at + 1;
        if (text.charAt(at) == ':' && end < text.length() && Character.isJavaIdentifierStart(text.charAt(end))) {
            while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
                end++;
            }
            return end;
        }
        return at;
    }

    /** Steps over a character, or over the whole of a literal, a quoted name, a comment or a cast. */
    private static int next(String text, int at) {
        char character = text.charAt(at);
        if (character == '\'' || character == '"') {
            int end = text.indexOf(character, at + 1);
            return end < 0 ? text.length() : end + 1;
        }
        if (text.startsWith("--", at)) {
            int end = text.indexOf('\n', at);
            return end < 0 ? text.length() : end + 1;
        }
        return text.startsWith("::", at) ? at + 2 : at + 1;
    }

    /** As the database gets it, with one value for each placeholder. */
    String sql() {
        return String.join("?", parts);
    }

    /** As the database gets it when the values of some placeholders are lists. */
    String sql(List<@Nullable Object> values) {
        StringBuilder sql = new StringBuilder(parts.get(0));
        for (int i = 0; i < values.size(); i++) {
            sql.append(values.get(i) instanceof Collection<?> list ? placeholders(list.size()) : "?");
            sql.append(parts.get(i + 1));
        }
        return sql.toString();
    }

    private static String placeholders(int elements) {
        return elements == 0 ? EMPTY_SET : "?" + ", ?".repeat(padded(elements) - 1);
    }

    /** The next power of two, so that lists of all lengths make a dozen statements. */
    private static int padded(int elements) {
        if (elements > MAX_LIST) {
            throw new IllegalArgumentException("a list of " + elements + " values; at most " + MAX_LIST);
        }
        return elements == 1 ? 1 : Integer.highestOneBit(elements - 1) << 1;
    }

    /** The values with each list in the place of its placeholders; its last element fills those that are left. */
    static List<@Nullable Object> flat(List<@Nullable Object> values) {
        List<@Nullable Object> flat = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof Collection<?> list) {
                addPadded(flat, new ArrayList<@Nullable Object>(list));
            } else {
                flat.add(value);
            }
        }
        return flat;
    }

    private static void addPadded(List<@Nullable Object> flat, List<@Nullable Object> list) {
        flat.addAll(list);
        if (!list.isEmpty()) {
            for (int i = list.size(); i < padded(list.size()); i++) {
                flat.add(list.get(list.size() - 1));
            }
        }
    }
}
