package dev.gatehouse.server.store;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that a {@link Window} shows.
 *
 * @param items in the list's order
 * @param total the length of the whole list; -1 when it was not counted
 * @param next where a checkpoint goes on; null at the end, or when paged by offset
 */
public record Slice<T>(List<T> items, long total, @Nullable String next) {
    public Slice {
        items = List.copyOf(items);
    }

    /**
     * The part of a whole list, already in memory, that {@code window} shows. For lists that are short by nature.
     *
     * @throws InvalidCursorException when the window goes on from no page's end
     */
    public static <T> Slice<T> of(List<T> all, Window window) {
        int start = (int) Math.min(all.size(), start(window));
        int end = (int) Math.min(all.size(), (long) start + window.limit());
        boolean more = window instanceof Window.Checkpoint && end < all.size();
        return new Slice<>(all.subList(start, end), all.size(), more ? new Cursor(end, "").encode() : null);
    }

    /**
     * As {@link #of}, of a list that may grow: by checkpoint there is a next page after every page but an empty one.
     *
     * @throws InvalidCursorException when the window goes on from no page's end
     */
    public static <T> Slice<T> ofGrowing(List<T> all, Window window) {
        Slice<T> slice = of(all, window);
        boolean open = window instanceof Window.Checkpoint && !slice.items().isEmpty();
        long end = start(window) + slice.items().size();
        return open ? new Slice<>(slice.items(), slice.total(), new Cursor(end, "").encode()) : slice;
    }

    private static long start(Window window) {
        if (window instanceof Window.Offset offset) {
            return offset.start();
        }
        String from = ((Window.Checkpoint) window).from();
        return from == null ? 0 : Math.max(0, Cursor.decode(from).sequence());
    }

    /** The same part of the list with each item turned into something else. */
    public <R> Slice<R> map(Function<? super T, ? extends R> view) {
        return new Slice<>(items.stream().<R>map(view).toList(), total, next);
    }
}
