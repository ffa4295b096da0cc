package dev.gatehouse.server.login;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.http.Request;

/**
 * Who visits a page, as the tenant's log has it.
 *
 * @param address the IP address
 * @param userAgent empty when the browser does not tell
 */
public record Visit(String address, String userAgent) {
    public static Visit of(Request request) {
        String agent = request.header("user-agent");
        return new Visit(request.remoteAddress(), agent == null ? "" : agent);
    }

    /** The members of a log event that it gives. */
    public ObjectNode members() {
        return JsonNodeFactory.instance.objectNode().put("ip", address).put("user_agent", userAgent);
    }
}
