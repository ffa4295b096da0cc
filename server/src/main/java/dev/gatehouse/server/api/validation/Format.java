package dev.gatehouse.server.api.validation;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The string formats the contract uses. */
enum Format {
    EMAIL(Format::isEmail),
    DATE_TIME(Format::isDateTime),
    URI_FORMAT(Format::isAbsoluteUri),
    IPV4(text -> Patterns.IPV4.matcher(text).matches());

    private static final Map<String, Format> BY_NAME =
            Map.of("email", EMAIL, "date-time", DATE_TIME, "uri", URI_FORMAT, "url", URI_FORMAT, "ipv4", IPV4);

    private final Predicate<String> test;

    Format(Predicate<String> test) {
        this.test = test;
    }

    /** The format of that name; null for one that is not checked. */
    static @Nullable Format named(String name) {
        return BY_NAME.get(name);
    }

    boolean accepts(String text) {
        return test.test(text);
    }

    // RFC 5321 §4.5.3.1: 64 characters before the @, 255 after it.
    private static boolean isEmail(String text) {
        int at = text.lastIndexOf('@');
        return at > 0
                && at <= 64
                && text.length() <= 320
                && Patterns.EMAIL.matcher(text).matches();
    }

    private static boolean isDateTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isAbsoluteUri(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Linear in the length of the text: no nested repetition. */
    private static final class Patterns {
        static final Pattern EMAIL = Pattern.compile("[^\\s@\"(),:;<>\\[\\\\\\]]+@[^\\s@\"(),:;<>\\[\\\\\\]]+");
        static final Pattern IPV4 =
                Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)");
    }
}
