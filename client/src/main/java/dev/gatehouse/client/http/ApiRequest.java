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
 */
public record ApiRequest(String method, URI uri, Map<String, String> headers, byte[] body, Duration timeout) {
    /** Copies the headers. */
    public ApiRequest {
        headers = Map.copyOf(headers);
    }

    /** The same, with no more time than {@code left}. */
    public ApiRequest within(Duration left) {
        return left.compareTo(timeout) < 0 ? new ApiRequest(method, uri, headers, body, left) : this;
    }

    /** Shows neither headers nor body nor query: all may hold secrets. */
    @Override
    public String toString() {
        return method + " " + uri.getPath();
    }
}
