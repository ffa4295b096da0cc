package dev.gatehouse.client.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Java values as JSON. */
public final class JsonValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonValues() {}

    /**
     * @param value JSON, a view, text, a number, a boolean, a time, null, or a list or map of these
     * @throws IllegalArgumentException for anything else
     */
    public static JsonNode of(@Nullable Object value) {
        if (value == null) {
            return JSON.nullNode();
        } else if (value instanceof JsonNode node) {
            return node;
        } else if (value instanceof JsonObject object) {
            return object.json();
        } else if (value instanceof CharSequence || value instanceof Instant || value instanceof Enum<?>) {
            return JSON.textNode(value.toString());
        } else if (value instanceof Boolean flag) {
            return JSON.booleanNode(flag);
        } else if (value instanceof Number number) {
            return number(number);
        } else if (value instanceof Iterable<?> items) {
            ArrayNode array = JSON.arrayNode();
            items.forEach(item -> array.add(of(item)));
            return array;
        } else if (value instanceof Map<?, ?> members) {
            ObjectNode object = JSON.objectNode();
            members.forEach((name, member) -> object.set(String.valueOf(name), of(member)));
            return object;
        }
        throw new IllegalArgumentException(value.getClass().getName() + " has no JSON form");
    }

    private static JsonNode number(Number number) {
        if (number instanceof BigDecimal decimal) {
            return JSON.numberNode(decimal);
        } else if (number instanceof BigInteger integer) {
            return JSON.numberNode(integer);
        }
        boolean fraction = number instanceof Double || number instanceof Float;
        return fraction ? JSON.numberNode(number.doubleValue()) : JSON.numberNode(number.longValue());
    }
}
