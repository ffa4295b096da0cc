package dev.gatehouse.server.user;

/**
 * The words that users are found by in a full-text index, {@code tenant=field=value}. They are made of lower-case letters, digits
 * and a few signs, so that an index that folds ASCII letters and splits at all other ASCII signs keeps each as it is. What one
 * word is the beginning of is the beginning of the other word, too.
 */
public final class Token {
    private static final String LITERAL = ".-_@|+";

    private Token() {}

    /** Of every user of a tenant. */
    public static String ofAll(String tenant) {
        return encoded(tenant);
    }

    /** Of the users with that value in a field. */
    public static String of(String tenant, String field, String text) {
        return encoded(tenant) + "=" + encoded(field) + "=" + encoded(text);
    }

    /** Of the users with any value in a field. */
    public static String present(String tenant, String field) {
        return encoded(tenant) + "=" + encoded(field);
    }

    /** Of the users with any value below a field, which is an object. */
    public static String inside(String tenant, String field) {
        return encoded(tenant) + ":" + encoded(field);
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            append(encoded, text.charAt(i));
        }
        return encoded.toString();
    }

    private static void append(StringBuilder encoded, char character) {
        if (character >= 'a' && character <= 'z'
                || character >= '0' && character <= '9'
                || character >= 0x80
                || LITERAL.indexOf(character) >= 0) {
            encoded.append(character);
        } else if (character >= 'A' && character <= 'Z') {
            encoded.append('~').append((char) (character + 32));
        } else {
            encoded.append('~')
                    .append(Character.forDigit(character >> 4, 16))
                    .append(Character.forDigit(character & 15, 16));
        }
    }
}
