package dev.gatehouse.server.user.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A search, as a tree. Immutable. */
public sealed interface Query {
    /** The field of a value that is written without one. */
    String ANY_FIELD = "";

    /** Everything. */
    record All() implements Query {}

    /** What fits each of several; at least two. */
    record And(List<Query> parts) implements Query {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** What fits any of several; at least two. */
    record Or(List<Query> parts) implements Query {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /** What does not fit. */
    record Not(Query part) implements Query {}

    /** What has a value in a field, or below it where it is an object. */
    record Exists(String field) implements Query {}

    /** What has a value in a field itself, by which it can be sorted. */
    record HasValue(String field) implements Query {}

    /** What has that very value in a field. */
    record Equal(String field, String text) implements Query {}

    /** What has a value in a field that a pattern fits. */
    record Like(String field, Pattern pattern) implements Query {}

    /**
     * What has a value in a field that lies between two bounds.
     *
     * @param low null when there is none
     * @param high null when there is none
     */
    record Range(
            String field, @Nullable String low, @Nullable String high, boolean includesLow, boolean includesHigh)
            implements Query {}
}
