package dev.gatehouse.server.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The place in a list after which a checkpoint goes on.
 *
 * @param sequence the last item's place
 * @param id the last item's id, which orders items of the same sequence
 */
public record Cursor(long sequence, String id) {
    /** Before every item. */
    public static final Cursor START = new Cursor(Long.MIN_VALUE, "");

    /** As clients see it: opaque. */
    public String encode() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((sequence + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws InvalidCursorException when {@code text} is no cursor
     */
    public static Cursor decode(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int space = plain.indexOf(' ');
            if (space > 0) {
                return new Cursor(Long.parseLong(plain.substring(0, space)), plain.substring(space + 1));
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidCursorException();
        }
        throw new InvalidCursorException();
    }
}
