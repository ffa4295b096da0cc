package dev.gatehouse.server.outbound;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The complete response to a call.
 *
 * @param headers by name in lower case; of one that is repeated, the first
 * @param body not copied
 */
public record OutboundResponse(int status, Map<String, String> headers, byte[] body) {
    public OutboundResponse {
        headers = Map.copyOf(headers);
    }

    /** Whether the status is 200 to 299. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
