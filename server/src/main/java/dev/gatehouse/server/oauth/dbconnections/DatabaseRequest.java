package dev.gatehouse.server.oauth.dbconnections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.http.Form;
import dev.gatehouse.server.http.MalformedFormException;
import dev.gatehouse.server.http.Request;
import java.io.IOException;
import java.util.Locale;

/** The body of a request, as JSON or as a form. */
final class DatabaseRequest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MAX_BYTES = 64 * 1024;

    private DatabaseRequest() {}

    /** @throws DatabaseException when it is neither, or too long */
    static ObjectNode read(Request request) {
        if (request.body().length > MAX_BYTES) {
            throw new DatabaseException("invalid_request", "the body is longer than " + MAX_BYTES + " bytes");
        }
        String type = request.header("content-type");
        try {
            if (type != null && type.toLowerCase(Locale.ROOT).startsWith(Form.MEDIA_TYPE)) {
                ObjectNode body = JsonNodeFactory.instance.objectNode();
                Form form = request.form();
                form.names().forEach(name -> body.put(name, form.first(name)));
                return body;
            }
            JsonNode body = MAPPER.readTree(request.body());
            if (body instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException | MalformedFormException e) {
            // as one that is no object
        }
        throw new DatabaseException("invalid_request", "the body is neither a JSON object nor a form");
    }
}
