package dev.gatehouse.client.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * A member has another type than the API declares. Only the getter of that member fails: the others can still be read, and
 * {@link JsonObject#get} returns it as JSON.
 */
public final class UnexpectedTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnexpectedTypeException(String member, String expected, JsonNode found) {
        super(member + ": expected " + expected + ", found " + name(found));
    }

    private static String name(JsonNode found) {
        String type = found.getNodeType().name().toLowerCase(Locale.ROOT);
        return ("aeiou".indexOf(type.charAt(0)) >= 0 ? "an " : "a ") + type;
    }
}
