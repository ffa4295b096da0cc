package dev.gatehouse.server.oauth.dbconnections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.http.Response;
import dev.gatehouse.server.oauth.OAuthResponses;

/** A request to a database connection is refused, in the form that libraries read: {@code name}, {@code code}, {@code description}. */
final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ObjectNode body;

    DatabaseException(String code, String description) {
        this("BadRequestError", code, JsonNodeFactory.instance.textNode(description));
    }

    DatabaseException(String name, String code, JsonNode description) {
        super(code, null, false, false);
        body = JsonNodeFactory.instance.objectNode().put("name", name).put("code", code);
        body.set("description", description);
        body.put("statusCode", 400);
    }

    /** The same, which says in words what is asked of passwords. */
    DatabaseException withPolicy(String policy) {
        body.put("message", "Password is too weak").put("policy", policy);
        return this;
    }

    Response response() {
        return OAuthResponses.json(400, body);
    }
}
