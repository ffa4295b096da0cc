package dev.gatehouse.client.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A request as it leaves. Immutable, as long as the bytes of its body are not changed.
 *
 * @param method the HTTP method
 * @param uri where it goes, with the query
 * @param headers one value a name; the names in lower case
 * @param body empty for none
 * @param timeout how long the answer may take, from connecting to its last byte
 * @param waitedFor whether the thread that sends it does nothing before the answer is there, so that the transport may wait
 *     on that thread
 */
public record ApiRequest(
        String method, URI uri, Map<String, String> headers, byte[] body, Duration timeout, boolean waitedFor) {
    /** Copies the headers. */
    public ApiRequest {
        headers = Map.copyOf(headers);
    }

    /** A request that nobody waits for on the thread that sends it. */
    public ApiRequest(String method, URI uri, Map<String, String> headers, byte[] body, Duration timeout) {
        this(method, uri, headers, body, timeout, false);
    }

    /** The same, with no more time than {@code left}. */
    public ApiRequest within(Duration left) {
        return left.compareTo(timeout) < 0 ? new ApiRequest(method, uri, headers, body, left, waitedFor) : this;
    }

    /** The same, waited for or not. */
    ApiRequest waitedFor(boolean value) {
        return value == waitedFor ? this : new ApiRequest(method, uri, headers, body, timeout, value);
    }

    /** Shows neither headers nor body nor query: all may hold secrets. */
    @Override
    public String toString() {
        return method + " " + uri.getPath();
    }
}
