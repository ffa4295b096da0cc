package dev.gatehouse.client.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An HTTP response with its whole body. Immutable, as long as the bytes of its body are not changed. Thread-safe. */
public final class ApiResponse {
    private static final byte[] NO_BODY = new byte[0];

    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    private ApiResponse(int status, Map<String, List<String>> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * A response.
     *
     * @param status the HTTP status
     * @param headers by name, in any case; copied
     * @param body empty for none; not copied
     */
    public static ApiResponse of(int status, Map<String, List<String>> headers, byte[] body) {
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> byName.put(name, List.copyOf(values)));
        return new ApiResponse(status, Collections.unmodifiableMap(byName), body);
    }

    /**
     * A response without a body whose headers are parsed on first use.
     *
     * @param section the header section as received: field lines, each ending in CR LF, that were checked before; not copied
     */
    public static ApiResponse ofHeaderSection(int status, byte[] section) {
        return new ApiResponse(status, new HeaderSection(section), NO_BODY);
    }

    /** This response with another body, which is not copied. */
    public ApiResponse withBody(byte[] other) {
        return new ApiResponse(status, headers, other);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The headers by name; look-ups are case-insensitive. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The first value of a header; null when it is absent. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** The body; empty for none. Not a copy. */
    public byte[] body() {
        return body;
    }

    /** When the server sent it, by its {@code Date} header; null without a readable one. */
    public @Nullable Instant date() {
        return httpDate(header("date"));
    }

    /** An HTTP date (RFC 9110 §5.6.7); null when {@code text} is null or is none. */
    public static @Nullable Instant httpDate(@Nullable String text) {
        try {
            return text == null
                    ? null
                    : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Shows neither headers nor body. */
    @Override
    public String toString() {
        return "status " + status + ", " + body.length + " bytes";
    }
}
