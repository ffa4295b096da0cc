package dev.gatehouse.server.http;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cookie that a response sets (RFC 6265 §4.1). It is of this host only, since it has no {@code Domain}. Immutable.
 *
 * @param name a token; with the prefix {@code __Host-} or {@code __Secure-} browsers enforce what the prefix promises
 * @param value US-ASCII without spaces, quotes, commas, semicolons and backslashes
 * @param path where it is sent back to; it begins with a slash
 * @param maxAge how long it is kept, in whole seconds; zero deletes it, null keeps it until the browser is closed
 * @param secure whether it is sent over HTTPS only
 * @param httpOnly whether scripts cannot read it
 * @param sameSite which requests from other sites carry it
 */
public record ResponseCookie(
        String name,
        String value,
        String path,
        @Nullable Duration maxAge,
        boolean secure,
        boolean httpOnly,
        SameSite sameSite) {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[!#-+\\--:<-\\[\\]-~]*");
    private static final Pattern PATH = Pattern.compile("/[ -:<-~]*");
    /** Browsers drop a cookie that is larger. */
    private static final int MAX_CHARACTERS = 4_096;
    /** Browsers cut what is longer. */
    private static final Duration MAX_AGE = Duration.ofDays(400);

    /** Which requests that another site began carry a cookie. */
    public enum SameSite {
        /** None. */
        STRICT("Strict"),
        /** Those that lead the browser here by GET, as a link does. */
        LAX("Lax"),
        /** All; the cookie has to be {@code Secure}. */
        NONE("None");

        private final String wire;

        SameSite(String wire) {
            this.wire = wire;
        }
    }

    /** @throws IllegalArgumentException when browsers would refuse or change the cookie */
    public ResponseCookie {
        require(isName(name), name, "its name is not a token");
        require(isValue(value), name, "its value has characters that a cookie may not have");
        require(name.length() + value.length() <= MAX_CHARACTERS, name, "it is longer than 4096 characters");
        require(PATH.matcher(path).matches(), name, "its path is not one");
        require(maxAge == null || !maxAge.isNegative(), name, "its age is negative");
        require(maxAge == null || maxAge.compareTo(MAX_AGE) <= 0, name, "its age is over 400 days");
        require(secure || sameSite != SameSite.NONE, name, "SameSite=None needs Secure");
        boolean host = name.regionMatches(true, 0, "__Host-", 0, 7);
        require(secure || !host && !name.regionMatches(true, 0, "__Secure-", 0, 9), name, "its prefix needs Secure");
        require(!host || path.equals("/"), name, "__Host- needs the path /");
    }

    /** A cookie of all paths until the browser is closed: {@code Secure}, {@code HttpOnly} and {@code SameSite=Lax}. */
    public static ResponseCookie of(String name, String value) {
        return new ResponseCookie(name, value, "/", null, true, true, SameSite.LAX);
    }

    /** Deletes the cookie of that name and of all paths. */
    public static ResponseCookie deleted(String name) {
        return of(name, "").withMaxAge(Duration.ZERO);
    }

    /** The same, kept for {@code other}. */
    public ResponseCookie withMaxAge(Duration other) {
        return new ResponseCookie(name, value, path, other, secure, httpOnly, sameSite);
    }

    /** The same for other requests from other sites. */
    public ResponseCookie withSameSite(SameSite other) {
        return new ResponseCookie(name, value, path, maxAge, secure, httpOnly, other);
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static boolean isValue(String text) {
        return VALUE.matcher(text).matches();
    }

    private static void require(boolean kept, String name, String fault) {
        if (!kept) {
            throw new IllegalArgumentException("cookie " + name + ": " + fault);
        }
    }

    /** The value of the {@code Set-Cookie} field, with the cookie's value, which may be secret. */
    @Override
    public String toString() {
        StringBuilder field = new StringBuilder(name + "=" + value + "; Path=" + path);
        if (maxAge != null) {
            field.append("; Max-Age=").append(maxAge.toSeconds());
        }
        if (secure) {
            field.append("; Secure");
        }
        if (httpOnly) {
            field.append("; HttpOnly");
        }
        return field.append("; SameSite=").append(sameSite.wire).toString();
    }
}
