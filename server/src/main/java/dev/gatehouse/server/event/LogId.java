package dev.gatehouse.server.event;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** The ids of log events, in the form of the API's: digits that sort by time, microseconds included. */
public final class LogId {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSSSSS").withZone(ZoneOffset.UTC);
    private static final int LENGTH = 56;
    private static final Pattern ID = Pattern.compile("9\\d{55}");

    private LogId() {}

    /**
     * The id of the event that drew this number of the sequence.
     *
     * @param node the server's: another one may draw the same number
     */
    static String of(long micros, long node) {
        Instant at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        StringBuilder id = new StringBuilder(LENGTH).append(beginning(at));
        appendDigits(id, node, 15);
        appendDigits(id, micros % 1_000_000_000_000_000_000L, 18);
        return id.toString();
    }

    /** Every write has an event, and a format that is read anew for each is a tenth of the writer's time. */
    private static void appendDigits(StringBuilder id, long number, int count) {
        String digits = Long.toString(number);
        id.append("0".repeat(count - digits.length())).append(digits);
    }

    private static String beginning(Instant at) {
        return "900" + TIME.format(at);
    }

    /** A text that sorts right before the ids of events of that time and later. */
    public static String before(Instant at) {
        return beginning(at);
    }

    /** Whether it is written as an id is. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** A text that sorts right before an id. */
    public static String before(String id) {
        return new BigInteger(id).subtract(BigInteger.ONE).toString();
    }
}
