package dev.gatehouse.client.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A request as it leaves.
 *
 * @param method the HTTP method
 * @param headers one value a name
 * @param body empty for none
 * @param timeout how long the answer may take, from connecting to its last byte
 */
public record ApiRequest(String method, URI uri, Map<String, String> headers, byte[] body, Duration timeout) {
    public ApiRequest {
        headers = Map.copyOf(headers);
    }

    /** Shows neither headers nor body: both hold secrets. */
    @Override
    public String toString() {
        return method + " " + uri.getPath();
    }
}
