package dev.gatehouse.server.api.validation;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The formats of hosts, addresses and address ranges. */
final class HostFormats {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\"(),:;<>\\[\\\\\\]]+@[^\\s@\"(),:;<>\\[\\\\\\]]+");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern ANY_LABEL = Pattern.compile("[^.\\s]{1,63}");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final Pattern PREFIX_LENGTH = Pattern.compile("\\d{1,3}");
    private static final int MAX_NAME = 253;
    private static final int IPV6_GROUPS = 8;

    private HostFormats() {}

    // RFC 5321 §4.5.3.1: 64 characters before the @, 255 after it.
    static boolean isEmail(String text) {
        int at = text.lastIndexOf('@');
        return at > 0 && at <= 64 && text.length() <= 320 && EMAIL.matcher(text).matches();
    }

    // RFC 1123 §2.1
    static boolean isHostname(String text) {
        return isName(text, LABEL);
    }

    // RFC 2181 §11: any octets may be in a label.
    static boolean isDomainName(String text) {
        return isName(text, ANY_LABEL);
    }

    private static boolean isName(String text, Pattern label) {
        if (text.isEmpty() || text.length() > MAX_NAME) {
            return false;
        }
        for (String each : text.split("\\.", -1)) {
            if (!label.matcher(each).matches()) {
                return false;
            }
        }
        return true;
    }

    static boolean isIpv4(String text) {
        return text.length() <= 15 && IPV4.matcher(text).matches();
    }

    // RFC 4291 §2.2
    static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text) == IPV6_GROUPS;
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        int first = before.isEmpty() ? 0 : groups(before);
        int second = after.isEmpty() ? 0 : groups(after);
        return first >= 0 && second >= 0 && first + second < IPV6_GROUPS && before.indexOf('.') < 0;
    }

    /** How many groups of 16 bits; less than none when it is no such text. The last may be two, as an IPv4 address. */
    private static int groups(String text) {
        String[] groups = text.split(":", -1);
        if (groups.length > IPV6_GROUPS) {
            return -1;
        }
        for (int i = 0; i < groups.length - 1; i++) {
            if (!GROUP.matcher(groups[i]).matches()) {
                return -1;
            }
        }
        String last = groups[groups.length - 1];
        if (isIpv4(last)) {
            return groups.length + 1;
        }
        return GROUP.matcher(last).matches() ? groups.length : -1;
    }

    static boolean isIpv4Range(String text) {
        return isRange(text, HostFormats::isIpv4, 32);
    }

    static boolean isIpv6Range(String text) {
        return isRange(text, HostFormats::isIpv6, 128);
    }

    // RFC 4632 §3.1
    private static boolean isRange(String text, Predicate<String> address, int most) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return address.test(text);
        }
        String length = text.substring(slash + 1);
        return address.test(text.substring(0, slash))
                && PREFIX_LENGTH.matcher(length).matches()
                && Integer.parseInt(length) <= most;
    }
}
