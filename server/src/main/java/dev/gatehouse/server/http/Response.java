package dev.gatehouse.server.http;

import java.util.Map;

/**
 * A response.
 *
 * @param status the HTTP status
 * @param headers header fields beside those that every response carries
 * @param body the bytes of the body, empty for none
 */
public record Response(int status, Headers headers, byte[] body) {
    /**
     * As the other, with one field a name.
     *
     * @throws IllegalArgumentException when a header field holds what it may not, such as a line end
     */
    public Response(int status, Map<String, String> headers, byte[] body) {
        this(status, Headers.of(headers), body);
    }

    /** The same with a header field, in place of those of its name. */
    public Response with(String name, String value) {
        return new Response(status, headers.with(name, value), body);
    }

    /** The same, which sets one more cookie. */
    public Response with(ResponseCookie cookie) {
        return new Response(status, headers.and("set-cookie", cookie.toString()), body);
    }
}
