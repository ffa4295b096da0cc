package dev.gatehouse.server.user.search;

import dev.gatehouse.server.user.ByteOrder;
import dev.gatehouse.server.user.Term;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values of a field between two others, as {@link Term#value} has them: from {@code low} on, and before {@code high}.
 *
 * <p>Numbers are compared with numbers and text with text, so a range of numbers is two intervals. A date or time that is
 * written in part, as in {@code 2017-12}, is all that begins so: as a lower bound its beginning is meant, as a last one its end.
 */
public record Interval(String low, String high) {
    /** After every digit, letter and sign of a time, and so after all times that begin with what is before it. */
    private static final String END = "~";

    private static final Set<String> TIMES =
            Set.of("created_at", "updated_at", "last_login", "last_password_reset", "date");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d{2}(-\\d{2}(T\\d{2}(:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?)?)?)?");
    private static final Pattern ZONED = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}.*([Z]|[+-]\\d{2}:\\d{2})");

    /** The intervals that a range over one field is. */
    public static List<Interval> of(String field, Query.Range range) {
        List<Interval> intervals = new ArrayList<>();
        if (isNumberOrOpen(range.low()) && isNumberOrOpen(range.high())) {
            intervals.add(numbers(range));
        }
        intervals.add(texts(field, range));
        return intervals;
    }

    private static boolean isNumberOrOpen(@Nullable String bound) {
        return bound == null || Term.isNumber(bound);
    }

    private static Interval numbers(Query.Range range) {
        String low = range.low() == null ? "n" : number(range.low(), !range.includesLow());
        String high = range.high() == null ? "o" : number(range.high(), range.includesHigh());
        return new Interval(low, high);
    }

    private static String number(String bound, boolean after) {
        return "n" + Term.digits(Double.parseDouble(bound)) + (after ? END : "");
    }

    private static Interval texts(String field, Query.Range range) {
        String low = range.low() == null ? "t" : text(field, range.low(), !range.includesLow());
        String high = range.high() == null ? "u" : text(field, range.high(), range.includesHigh());
        return new Interval(low, high);
    }

    /**
     * @param after whether the place after the bound is meant, and not that before it
     */
    private static String text(String field, String bound, boolean after) {
        String time = ZONED.matcher(bound).matches() ? inUtc(bound) : bound;
        if (TIME.matcher(time).matches()
                || TIMES.contains(field) && YEAR.matcher(time).matches()) {
            return "t" + time + (after ? END : "");
        }
        // Nothing comes between a text and the same with the least of all characters after it.
        return "t" + Term.normal(field, bound) + (after ? "\u0001" : "");
    }

    private static String inUtc(String bound) {
        if (bound.endsWith("Z")) {
            return bound.substring(0, bound.length() - 1);
        }
        try {
            String utc = OffsetDateTime.parse(bound)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toString();
            return utc.substring(0, utc.length() - 1);
        } catch (DateTimeException e) {
            return bound;
        }
    }

    /** Whether {@code value} lies in it, in the order that databases keep text in. */
    public boolean contains(String value) {
        return ByteOrder.OF_TEXT.compare(value, low) >= 0 && ByteOrder.OF_TEXT.compare(value, high) < 0;
    }
}
