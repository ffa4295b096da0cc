package dev.gatehouse.server.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the front refuses by itself, in the form of the API's errors. */
final class Refusal {
    private static final Map<String, String> JSON =
            Map.of("content-type", "application/json; charset=utf-8", "cache-control", "no-store");
    private static final Map<Integer, String> REASONS = Map.of(
            400, "Bad Request",
            404, "Not Found",
            408, "Request Timeout",
            413, "Payload Too Large",
            414, "URI Too Long",
            431, "Request Header Fields Too Large",
            500, "Internal Server Error",
            503, "Service Unavailable");

    private Refusal() {}

    static String reason(int status) {
        return REASONS.getOrDefault(status, "Bad Request");
    }

    /**
     * @param message without quotes or backslashes
     */
    static Response of(int status, String message) {
        String body =
                "{\"statusCode\":" + status + ",\"error\":\"" + reason(status) + "\",\"message\":\"" + message + "\"}";
        return new Response(status, JSON, body.getBytes(StandardCharsets.UTF_8));
    }
}
