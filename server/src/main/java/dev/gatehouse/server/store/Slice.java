package dev.gatehouse.server.store;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that a {@link Window} shows.
 *
 * @param items in the list's order
 * @param total the length of the whole list; -1 when it was not asked for
 * @param next where a checkpoint goes on; null at the end, or when paged by offset
 */
public record Slice<T>(List<T> items, long total, @Nullable String next) {
    public Slice {
        items = List.copyOf(items);
    }

    /** The same part of the list with each item turned into something else. */
    public <R> Slice<R> map(Function<? super T, ? extends R> view) {
        return new Slice<>(items.stream().<R>map(view).toList(), total, next);
    }
}
