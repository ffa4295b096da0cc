package dev.gatehouse.server.userexport;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file (RFC 9110 §14).
 *
 * @param first its first byte, from 0
 * @param last its last byte
 */
record ByteRange(long first, long last) {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

    /**
     * The part that a {@code Range} header asks for, within the file; null when it asks for what is not told here: several
     * parts, the end, nothing. Then it is answered with all of it.
     */
    static @Nullable ByteRange of(@Nullable String header, long length) {
        Matcher range = RANGE.matcher(header == null ? "" : header.strip());
        if (!range.matches()) {
            return null;
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? length - 1 : Math.min(length - 1, Long.parseLong(range.group(2)));
        return !range.group(2).isEmpty() && Long.parseLong(range.group(2)) < first ? null : new ByteRange(first, last);
    }

    /** Whether it begins behind the end of the file. */
    boolean isBeyond(long length) {
        return first >= length;
    }

    long length() {
        return last - first + 1;
    }
}
