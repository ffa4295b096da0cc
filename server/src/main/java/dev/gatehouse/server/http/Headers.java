package dev.gatehouse.server.http;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of a response, in their order. Names are compared without case, and one may occur several times, as
 * {@code Set-Cookie} does. Immutable.
 */
public final class Headers {
    /** No fields. */
    public static final Headers NONE = new Headers(List.of());

    /** RFC 9110 §5.6.2. */
    private static final BitSet NAME = new BitSet();

    static {
        "!#$%&'*+.^_`|~-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                .chars()
                .forEach(NAME::set);
    }

    private final List<Field> fields;

    private Headers(List<Field> fields) {
        this.fields = fields;
    }

    private record Field(String name, String value) {
        Field {
            if (!isName(name) || !isValue(value)) {
                throw new IllegalArgumentException("not a header field: " + name);
            }
        }

        private static boolean isName(String name) {
            for (int i = 0; i < name.length(); i++) {
                if (!NAME.get(name.charAt(i))) {
                    return false;
                }
            }
            return !name.isEmpty();
        }

        /** RFC 9110 §5.5: a line end in a value would begin another field, or the body. */
        private static boolean isValue(String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c < ' ' && c != '\t' || c == 0x7F || c > 0xFF) {
                    return false;
                }
            }
            return true;
        }

        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    /**
     * One field a name.
     *
     * @throws IllegalArgumentException when a name or a value holds what a field may not, such as a line end
     */
    public static Headers of(Map<String, String> fields) {
        List<Field> list = new ArrayList<>(fields.size());
        fields.forEach((name, value) -> list.add(new Field(name, value)));
        return new Headers(list);
    }

    /**
     * These fields, and this one in place of all that have its name.
     *
     * @throws IllegalArgumentException when it holds what a field may not
     */
    public Headers with(String name, String value) {
        Stream<Field> others = fields.stream().filter(field -> !field.is(name));
        return new Headers(
                Stream.concat(others, Stream.of(new Field(name, value))).toList());
    }

    /**
     * These fields, and this one beside those that have its name.
     *
     * @throws IllegalArgumentException when it holds what a field may not
     */
    public Headers and(String name, String value) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(name, value));
        return new Headers(List.copyOf(more));
    }

    /** The first value of that name; null when there is none. */
    public @Nullable String first(String name) {
        for (Field field : fields) {
            if (field.is(name)) {
                return field.value();
            }
        }
        return null;
    }

    /** The values of that name, in their order; empty when there is none. */
    public List<String> all(String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::value).toList();
    }

    /** Gives each field, its name and its value, to {@code consumer}. */
    void forEach(BiConsumer<String, String> consumer) {
        for (Field field : fields) {
            consumer.accept(field.name(), field.value());
        }
    }

    /** The values by their names, in a map that compares them without case. */
    public Map<String, List<String>> toMap() {
        Map<String, List<String>> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.forEach(field ->
                map.computeIfAbsent(field.name(), n -> new ArrayList<>()).add(field.value()));
        return map;
    }

    /** The names only: values may be secret. */
    @Override
    public String toString() {
        return fields.stream().map(Field::name).toList().toString();
    }
}
