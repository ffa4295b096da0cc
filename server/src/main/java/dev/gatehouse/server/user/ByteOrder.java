package dev.gatehouse.server.user;

import java.util.Comparator;

/** The order that databases keep text in: that of its characters' code points, as their bytes in UTF-8 have it. */
public final class ByteOrder {
    public static final Comparator<String> OF_TEXT = ByteOrder::compare;

    private ByteOrder() {}

    private static int compare(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                // A surrogate is part of a greater code point than any character that is none.
                boolean surrogates = Character.isSurrogate(a) == Character.isSurrogate(b);
                return surrogates ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(one.length(), other.length());
    }
}
