package dev.gatehouse.client;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The headers to send with every call, checked: what a header cannot carry would fail each of them. */
final class HeaderOptions {
    /** RFC 9110 §5.6.2. */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    /** RFC 9110 §5.5, without what is obsolete. */
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E\\t]*");
    /** What the client, or HTTP itself, takes care of. */
    private static final Set<String> OWN = Set.of(
            "accept",
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "transfer-encoding",
            "upgrade");

    private final Map<String, String> values = new LinkedHashMap<>();

    /** Names the header in its refusals, and never its value. */
    void set(String name, String value) {
        String key = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches() || OWN.contains(key)) {
            throw new IllegalArgumentException("'" + name + "' is not a header that can be set");
        }
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("The value of the header " + name + " has characters it must not have");
        }
        values.put(key, value);
    }

    /** By their names in lower case. */
    Map<String, String> values() {
        return values;
    }
}
