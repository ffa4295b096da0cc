package dev.gatehouse.client.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Headers to send with every call, checked when they are set. Not thread-safe. */
public final class HeaderOptions {
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

    /** No headers. */
    public HeaderOptions() {}

    /**
     * Sets a header.
     *
     * @throws IllegalArgumentException when HTTP does not allow the name or the value, or the client sets the header itself; the
     *     message names the header and not its value
     */
    public void set(String name, String value) {
        String key = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches() || OWN.contains(key)) {
            throw new IllegalArgumentException("'" + name + "' is not a header that can be set");
        }
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("The value of the header " + name + " has characters it must not have");
        }
        values.put(key, value);
    }

    /** The headers; names are in lower case. */
    public Map<String, String> values() {
        return values;
    }
}
