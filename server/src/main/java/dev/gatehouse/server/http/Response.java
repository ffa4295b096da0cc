package dev.gatehouse.server.http;

import java.util.Map;

/**
 * An answer.
 *
 * @param status the HTTP status
 * @param headers headers beside those that every answer carries
 * @param body the bytes of the body, empty for none
 */
public record Response(int status, Map<String, String> headers, byte[] body) {
    public Response {
        headers = Map.copyOf(headers);
    }
}
