package dev.gatehouse.server.user;

import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a search finds a user by: one scalar of the profile.
 *
 * <p>It is comparable since users choose fields and values, so that many may have one hash: what is comparable, a hash table
 * finds quickly all the same.
 *
 * @param field as in {@code user_metadata.colour}
 * @param text the value, as it is compared
 * @param number the value when it is a number; null otherwise
 */
public record Term(String field, String text, @Nullable Double number) implements Comparable<Term> {
    /** Longer values are found by their first characters; what has a longer name is not searched. */
    static final int MAX_CHARACTERS = 256;

    /** Their values are compared in any case; those of all other fields as they are written. */
    private static final Set<String> IN_ANY_CASE =
            Set.of("email", "email.domain", "name", "given_name", "family_name", "nickname");

    private static final Pattern SEARCHED_NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");
    private static final Comparator<Term> ORDER =
            Comparator.comparing(Term::field).thenComparing(Term::value);

    /** Text as a field's values are compared: in lower case where the field is of any case, and of limited length. */
    public static String normal(String field, String text) {
        String cased = IN_ANY_CASE.contains(field) ? text.toLowerCase(Locale.ROOT) : text;
        if (cased.length() <= MAX_CHARACTERS) {
            return cased;
        }
        boolean splitsPair = Character.isHighSurrogate(cased.charAt(MAX_CHARACTERS - 1));
        return cased.substring(0, splitsPair ? MAX_CHARACTERS - 1 : MAX_CHARACTERS);
    }

    /** Whether text in a query is also a number. */
    public static boolean isNumber(String text) {
        return SEARCHED_NUMBER.matcher(text).matches();
    }

    /**
     * The value as it is kept for ranges and sorts: text after a {@code t}; a number after an {@code n}, as 16 digits that are
     * in the order of numbers, and as text. So numbers come before text.
     */
    public String value() {
        return number == null ? "t" + text : "n" + digits(number) + text;
    }

    /** A number as 16 hexadecimal digits whose order is that of the numbers. */
    public static String digits(double number) {
        long bits = Double.doubleToLongBits(number + 0.0); // which makes -0.0 a 0.0
        long ordered = bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
        String digits = Long.toHexString(ordered);
        return "0".repeat(16 - digits.length()) + digits;
    }

    @Override
    public int compareTo(Term other) {
        return ORDER.compare(this, other);
    }
}
