package dev.gatehouse.server.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A call to be made. Immutable.
 *
 * @param method as in {@code POST}
 * @param uri absolute, {@code https} or {@code http}, without user information
 * @param headers by name
 * @param body empty for none; not copied
 * @param deadline until when the response must be complete, connecting included
 * @param maximumResponse how many bytes of a response's body are taken
 */
public record OutboundRequest(
        String method, URI uri, Map<String, String> headers, byte[] body, Duration deadline, int maximumResponse) {
    /** What users set where they may name headers of their own, and what the transport decides (RFC 9110 §7.6.1). */
    private static final Set<String> TRANSPORT_HEADERS = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** RFC 9110 §5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}");

    /** RFC 9110 §5.5. */
    private static final Pattern FIELD_VALUE = Pattern.compile("[\\t\\x20-\\x7E\\x80-\\xFF]{0,8192}");

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int MAX_RESPONSE = 64 << 10;

    /** @throws IllegalArgumentException when it cannot be made */
    public OutboundRequest {
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> {
            if (!isHeader(name, value)) {
                throw new IllegalArgumentException("no header of a call: " + name);
            }
        });
        requireHttp(uri);
    }

    /** A POST, complete within 10 seconds, with a response of at most 64 KiB. */
    public static OutboundRequest post(URI uri, String contentType, byte[] body) {
        return new OutboundRequest("POST", uri, Map.of("content-type", contentType), body, DEADLINE, MAX_RESPONSE);
    }

    /** A GET, complete within 10 seconds, with a response of at most 64 KiB. */
    public static OutboundRequest get(URI uri) {
        return new OutboundRequest("GET", uri, Map.of(), new byte[0], DEADLINE, MAX_RESPONSE);
    }

    /** The same with one more header, in place of one of that name. */
    public OutboundRequest with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(name::equalsIgnoreCase);
        more.put(name, value);
        return new OutboundRequest(method, uri, more, body, deadline, maximumResponse);
    }

    /** The same with other limits. */
    public OutboundRequest within(Duration otherDeadline, int otherMaximum) {
        return new OutboundRequest(method, uri, headers, body, otherDeadline, otherMaximum);
    }

    /** Whether a call may have that header. */
    public static boolean isHeader(String name, String value) {
        return TOKEN.matcher(name).matches()
                && !TRANSPORT_HEADERS.contains(name.toLowerCase(Locale.ROOT))
                && FIELD_VALUE.matcher(value).matches();
    }

    private static void requireHttp(URI uri) {
        boolean http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException("no address of a call");
        }
    }
}
