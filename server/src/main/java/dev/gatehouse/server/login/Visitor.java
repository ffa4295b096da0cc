package dev.gatehouse.server.login;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.http.Request;

/**
 * The client of a request for a page, for the tenant's log.
 *
 * @param address the IP address
 * @param userAgent empty without the header
 */
public record Visitor(String address, String userAgent) {
    public static Visitor of(Request request) {
        String agent = request.header("user-agent");
        return new Visitor(request.remoteAddress(), agent == null ? "" : agent);
    }

    /** The members of a log event. */
    public ObjectNode members() {
        return JsonNodeFactory.instance.objectNode().put("ip", address).put("user_agent", userAgent);
    }
}
