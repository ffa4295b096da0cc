package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.error.Rejection;
import java.util.Map;

/** The JSON of a refusal. */
public final class ErrorBody {
    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(412, "Precondition Failed"),
            Map.entry(413, "Payload Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"));

    private ErrorBody() {}

    /** The body for {@code refusal}, in the API's order of members. */
    public static ObjectNode of(Rejection refusal) {
        ErrorCode code = refusal.code();
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("statusCode", code.status())
                .put("error", REASONS.getOrDefault(code.status(), "Error"))
                .put("message", refusal.publicMessage());
        if (code == ErrorCode.INVALID_TOKEN) {
            body.putObject("attributes").put("error", refusal.publicMessage());
        }
        if (code.wire() != null) {
            body.put("errorCode", code.wire());
        }
        return body;
    }
}
