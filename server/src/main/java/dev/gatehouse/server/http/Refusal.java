package dev.gatehouse.server.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** What the front refuses by itself, in the form of the API's errors. */
final class Refusal {
    private static final Map<String, String> JSON =
            Map.of("content-type", "application/json; charset=utf-8", "cache-control", "no-store");

    private Refusal() {}

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

    /** As {@link #of(int)}, with one more header. */
    static Response of(int status, String header, String value) {
        Response plain = of(status);
        Map<String, String> headers = new HashMap<>(plain.headers());
        headers.put(header, value);
        return new Response(status, headers, plain.body());
    }

    private static String reason(int status) {
        return status == 500 ? "Internal Server Error" : HttpStatus.getMessage(status);
    }
}
