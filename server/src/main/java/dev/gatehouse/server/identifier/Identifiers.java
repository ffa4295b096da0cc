package dev.gatehouse.server.identifier;

import java.util.random.RandomGenerator;

/**
 * Makes identifiers and secrets from a source of randomness, which in production is a {@link java.security.SecureRandom}.
 * Thread-safe when its source is.
 */
public final class Identifiers {
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String HEX = "0123456789abcdef";
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String SECRET = ALPHANUMERIC + "-_";

    private final RandomGenerator random;

    public Identifiers(RandomGenerator random) {
        this.random = random;
    }

    /** A prefixed identifier, as in {@code rol_} and 16 letters or digits. */
    public String prefixed(String prefix) {
        return prefix + draw(ALPHANUMERIC, 16);
    }

    /** A prefixed identifier of the longer form, as in {@code acl_} and 22 letters or digits. */
    public String longPrefixed(String prefix) {
        return prefix + draw(ALPHANUMERIC, 22);
    }

    /** {@code length} letters or digits, as in a client_id of 32. */
    public String alphanumeric(int length) {
        return draw(ALPHANUMERIC, length);
    }

    /** {@code length} hexadecimal digits, as in a user's identifier of 24. */
    public String hex(int length) {
        return draw(HEX, length);
    }

    /** {@code length} decimal digits, as in a log stream's identifier of 16. */
    public String digits(int length) {
        return draw("0123456789", length);
    }

    /** {@code length} URL-safe characters of 6 bits each, as in a client_secret of 64. */
    public String secret(int length) {
        return draw(SECRET, length);
    }

    /** In the form of a ULID, as hooks have; what would be its time is random. */
    public String ulid() {
        return "01" + draw(CROCKFORD, 24);
    }

    /** A random UUID (RFC 9562 §5.4), as actions have. */
    public String uuid() {
        return String.join("-", hex(8), hex(4), "4" + hex(3), draw("89ab", 1) + hex(3), hex(12));
    }

    private String draw(String alphabet, int length) {
        StringBuilder out = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            out.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return out.toString();
    }
}
