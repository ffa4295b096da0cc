package dev.gatehouse.server.store;

import org.jspecify.annotations.Nullable;

/** Which part of a list is wanted. */
public sealed interface Window {
    /** Everything, without a total. */
    Window ALL = new Offset(0, Integer.MAX_VALUE, false);

    /** The items wanted at most. */
    int limit();

    /**
     * A page counted from the start.
     *
     * @param start how many items come before it
     * @param limit the items wanted at most
     * @param withTotal whether the total is wanted too
     */
    record Offset(int start, int limit, boolean withTotal) implements Window {}

    /**
     * A page that goes on where another ended.
     *
     * @param from the {@link Slice#next()} of the page before, or null for the first page
     * @param limit the items wanted at most
     */
    record Checkpoint(@Nullable String from, int limit) implements Window {}
}
