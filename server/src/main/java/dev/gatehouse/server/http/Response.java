package dev.gatehouse.server.http;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response.
 *
 * @param status the HTTP status
 * @param headers header fields beside those that every response carries
 * @param body the bytes of the body, empty for none
 * @param notBefore how long after its request came it is sent at the earliest; no thread waits for it
 * @param stream writes what follows {@code body}; null for nothing
 */
public record Response(
        int status,
        Headers headers,
        byte[] body,
        Duration notBefore,
        @Nullable ResponseStream stream) {
    /** A response that is sent at once. */
    public Response(int status, Headers headers, byte[] body) {
        this(status, headers, body, Duration.ZERO, null);
    }

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
        return new Response(status, headers.with(name, value), body, notBefore, stream);
    }

    /** The same, which says when to try again: after that many seconds; 0 for not saying so. */
    public Response retryAfter(int seconds) {
        return seconds == 0 ? this : with("retry-after", Integer.toString(seconds));
    }

    /** The same, which sets one more cookie. */
    public Response with(ResponseCookie cookie) {
        return new Response(status, headers.and("set-cookie", cookie.toString()), body, notBefore, stream);
    }

    /** The same, sent no earlier than so long after its request came. */
    public Response heldBack(Duration time) {
        return new Response(status, headers, body, time, stream);
    }

    /** The same, whose body goes on with what {@code more} writes. */
    public Response followedBy(ResponseStream more) {
        return new Response(status, headers, body, notBefore, more);
    }
}
