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
    private static final Pattern ID = Pattern.compile("9\\d{55}");

    private LogId() {}

    /**
     * The id of the event that drew this number of the sequence.
     *
     * @param node the server's: another one may draw the same number
     */
    static String of(long micros, long node) {
        Instant at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        return beginning(at) + String.format("%015d%018d", node, micros % 1_000_000_000_000_000_000L);
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
