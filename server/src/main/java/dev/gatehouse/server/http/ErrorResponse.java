package dev.gatehouse.server.http;

import dev.gatehouse.server.error.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** What this package refuses by itself, in the form of the API's errors. */
final class ErrorResponse {
    private static final Headers JSON =
            Headers.of(Map.of("content-type", "application/json; charset=utf-8", "cache-control", "no-store"));

    private ErrorResponse() {}

    /** The message is the status's own reason. */
    static Response of(int status) {
        return of(status, reason(status));
    }

    /**
     * @param message without quotes or backslashes
     */
    static Response of(int status, String message) {
        String body =
                "{\"statusCode\":" + status + ",\"error\":\"" + reason(status) + "\",\"message\":\"" + message + "\"}";
        return new Response(status, JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A refusal that the endpoint has no form of its own for. */
    static Response of(Rejection refusal) {
        return of(refusal.code().status(), refusal.publicMessage())
                .retryAfter(refusal.code().retryAfter());
    }

    private static String reason(int status) {
        return status == 500 ? "Internal Server Error" : HttpStatus.getMessage(status);
    }
}
