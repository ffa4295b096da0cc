package dev.gatehouse.client.http;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request of one attempt. Interceptors pass on changed copies, made by the {@code with} methods. Immutable, as long as
 * the bytes of its body are not changed. Thread-safe.
 */
public final class ApiRequest {
    private static final byte[] NO_BODY = new byte[0];
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    private final String operation;
    private final String method;
    private final URI uri;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Duration timeout;
    private final boolean blocking;

    private ApiRequest(
            String operation,
            String method,
            URI uri,
            Map<String, String> headers,
            byte[] body,
            Duration timeout,
            boolean blocking) {
        this.operation = operation;
        this.method = method;
        this.uri = uri;
        this.headers = headers;
        this.body = body;
        this.timeout = timeout;
        this.blocking = blocking;
    }

    /** A request without headers and body, of no operation and with a timeout of 30 seconds. */
    public static ApiRequest of(String method, URI uri) {
        return new ApiRequest("", method, uri, Map.of(), NO_BODY, DEFAULT_TIMEOUT, false);
    }

    /**
     * The operation it belongs to, as in {@code users.get}; {@code oauth.token} for a request for an access token, and {@code
     * jobs.download} for the file of an export. It suits the name of a metric or a span: there are as many as the API has
     * operations.
     */
    public String operation() {
        return operation;
    }

    /** The HTTP method. */
    public String method() {
        return method;
    }

    /** The address, with the query. */
    public URI uri() {
        return uri;
    }

    /** The headers, one value a name; names are in lower case. */
    public Map<String, String> headers() {
        return headers;
    }

    /** A header; null when it is absent. */
    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The body; empty for none. Not a copy. */
    public byte[] body() {
        return body;
    }

    /** The time from connecting to the last byte of the response. */
    public Duration timeout() {
        return timeout;
    }

    /** Whether the sending thread waits for the response and does nothing else, so that a transport may block it. */
    public boolean blocking() {
        return blocking;
    }

    /** A copy that belongs to another operation. */
    public ApiRequest withOperation(String value) {
        return new ApiRequest(value, method, uri, headers, body, timeout, blocking);
    }

    /** A copy with another address. */
    public ApiRequest withUri(URI value) {
        return new ApiRequest(operation, method, value, headers, body, timeout, blocking);
    }

    /** A copy with a header set. */
    public ApiRequest withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name.toLowerCase(Locale.ROOT), value);
        return new ApiRequest(operation, method, uri, Collections.unmodifiableMap(more), body, timeout, blocking);
    }

    /** A copy with these headers alone; names must be in lower case. */
    public ApiRequest withHeaders(Map<String, String> values) {
        return new ApiRequest(
                operation,
                method,
                uri,
                Collections.unmodifiableMap(new LinkedHashMap<>(values)),
                body,
                timeout,
                blocking);
    }

    /** A copy with another body, which is not copied; empty for none. */
    public ApiRequest withBody(byte[] value) {
        return new ApiRequest(operation, method, uri, headers, value, timeout, blocking);
    }

    /** A copy with another timeout. */
    public ApiRequest withTimeout(Duration value) {
        return new ApiRequest(operation, method, uri, headers, body, value, blocking);
    }

    /** A copy that may or may not block the sending thread. */
    public ApiRequest withBlocking(boolean value) {
        return value == blocking ? this : new ApiRequest(operation, method, uri, headers, body, timeout, value);
    }

    /** Shows neither headers nor body nor query: all may hold secrets. */
    @Override
    public String toString() {
        return method + " " + uri.getPath();
    }
}
