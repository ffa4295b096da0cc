package dev.gatehouse.server.event;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code User-Agent} header tells, in the form of the API's log: {@code Chrome 120.0.0 / Windows 10.0.0}, and
 * {@code Other 0.0.0 / Other 0.0.0} for programs. Immutable.
 *
 * @param name as the log has it
 * @param isMobile whether it is a telephone's or a tablet's
 */
public record UserAgent(String name, boolean isMobile) {
    private static final int MAX_CHARACTERS = 512;
    private static final String VERSION = "(\\d{1,9})(?:[._](\\d{1,9}))?(?:[._](\\d{1,9}))?";

    /** A family and how its version is found: the first that fits counts, since browsers name one another. */
    private record Family(String name, Pattern pattern) {
        static Family of(String name, String token) {
            return new Family(name, Pattern.compile(token));
        }
    }

    private static final List<Family> BROWSERS = List.of(
            Family.of("Edge", "Edg(?:e|A|iOS)?/" + VERSION),
            Family.of("Opera", "OPR/" + VERSION),
            Family.of("Samsung Internet", "SamsungBrowser/" + VERSION),
            Family.of("Firefox iOS", "FxiOS/" + VERSION),
            Family.of("Firefox Mobile", "Mobile;.{0,60}Firefox/" + VERSION),
            Family.of("Firefox", "Firefox/" + VERSION),
            Family.of("Chrome Mobile iOS", "CriOS/" + VERSION),
            Family.of("Chrome Mobile", "Chrome/" + VERSION + "[\\d.]{0,20} Mobile"),
            Family.of("Chrome", "Chrome/" + VERSION),
            Family.of("Mobile Safari", "Version/" + VERSION + "[\\d.]{0,20} Mobile/"),
            Family.of("Safari", "Version/" + VERSION + "[\\d.]{0,20} Safari/"));

    private static final List<Family> SYSTEMS = List.of(
            Family.of("Windows", "Windows NT " + VERSION),
            Family.of("iOS", "(?:iPhone|iPad|iPod).{0,40}? OS " + VERSION),
            Family.of("Mac OS X", "Mac OS X " + VERSION),
            Family.of("Android", "Android " + VERSION),
            Family.of("Chrome OS", "CrOS \\w{1,20} " + VERSION),
            Family.of("Ubuntu", "Ubuntu()()()"),
            Family.of("Linux", "Linux()()()"));

    /** What a header tells; null when none was sent. */
    public static UserAgent of(@Nullable String header) {
        String text = header == null ? "" : header.substring(0, Math.min(header.length(), MAX_CHARACTERS));
        boolean isBrowser = text.startsWith("Mozilla/");
        String name = (isBrowser ? find(BROWSERS, text) : "Other 0.0.0") + " / "
                + (isBrowser ? find(SYSTEMS, text) : "Other 0.0.0");
        boolean isMobile = isBrowser && (text.contains("Mobile") || text.contains("Android") || text.contains("iPad"));
        return new UserAgent(name, isMobile);
    }

    private static String find(List<Family> families, String text) {
        for (Family family : families) {
            Matcher matcher = family.pattern().matcher(text);
            if (matcher.find()) {
                return family.name() + " " + number(matcher.group(1)) + "." + number(matcher.group(2)) + "."
                        + number(matcher.group(3));
            }
        }
        return "Other 0.0.0";
    }

    private static String number(@Nullable String text) {
        return text == null || text.isEmpty() ? "0" : text;
    }
}
