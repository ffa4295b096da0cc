package dev.gatehouse.server.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * The place in a list after which a checkpoint goes on.
 *
 * @param sequence the last item's place
 * @param id the last item's id, which orders items of the same sequence
 */
public record Cursor(long sequence, String id) {
    /** Before every item. */
    public static final Cursor START = new Cursor(Long.MIN_VALUE, "");

    /**
     * One page out of rows that were read with one more than its limit: the one more tells that the list goes on.
     *
     * @param place the cursor of a row
     */
    public static <T> Slice<T> page(List<T> rows, int limit, Function<? super T, Cursor> place) {
        boolean more = rows.size() > limit;
        List<T> shown = more ? rows.subList(0, limit) : rows;
        return new Slice<>(
                shown, -1, more ? place.apply(shown.get(shown.size() - 1)).encode() : null);
    }

    /**
     * One page of a list that may grow: there is a next page after every page but an empty one.
     *
     * @param place the cursor of a row
     */
    public static <T> Slice<T> openPage(List<T> rows, Function<? super T, Cursor> place) {
        return new Slice<>(
                rows,
                -1,
                rows.isEmpty() ? null : place.apply(rows.get(rows.size() - 1)).encode());
    }

    /** As clients see it: opaque. */
    public String encode() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((sequence + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws InvalidCursorException when {@code text} is no cursor, or has characters that no id has
     */
    public static Cursor decode(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int space = plain.indexOf(' ');
            if (space > 0 && plain.chars().noneMatch(Character::isISOControl)) {
                return new Cursor(Long.parseLong(plain.substring(0, space)), plain.substring(space + 1));
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidCursorException();
        }
        throw new InvalidCursorException();
    }
}
