package dev.gatehouse.client.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The query parameters of a call, in the order they were set. Not thread-safe while it is changed. */
public class Query {
    private final Map<String, String> values = new LinkedHashMap<>();

    /** No parameters. */
    public Query() {}

    /** The same parameters. */
    public Query(Query other) {
        values.putAll(other.values);
    }

    /** The parameters of {@code query}, if any, and one more. */
    public static Query with(@Nullable Query query, String name, Object value) {
        Query more = query == null ? new Query() : new Query(query);
        more.set(name, value);
        return more;
    }

    /**
     * Sets any parameter, also one that this version does not know.
     *
     * @param value several are separated by commas; null takes the parameter away
     */
    public final void set(String name, @Nullable Object value) {
        if (value == null) {
            values.remove(name);
        } else if (value instanceof Iterable<?> several) {
            values.put(
                    name,
                    StreamSupport.stream(several.spliterator(), false)
                            .map(String::valueOf)
                            .collect(Collectors.joining(",")));
        } else {
            values.put(name, value.toString());
        }
    }

    /** A parameter; null when it was not set. */
    public final @Nullable String get(String name) {
        return values.get(name);
    }

    /** All of them. */
    public final Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    @Override
    public final String toString() {
        return values.toString();
    }
}
