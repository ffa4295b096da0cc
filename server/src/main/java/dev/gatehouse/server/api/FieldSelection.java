package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Narrows an answer to the {@code fields} asked for, or leaves them out with {@code include_fields=false}. */
final class FieldSelection {
    private final Map<String, @Nullable FieldSelection> named = new HashMap<>();
    private final boolean include;

    private FieldSelection(boolean include) {
        this.include = include;
    }

    /** The selection a request asks for; null when it asks for none. */
    static @Nullable FieldSelection of(@Nullable String fields, boolean include) {
        if (fields == null || fields.isBlank()) {
            return null;
        }
        FieldSelection selection = new FieldSelection(include);
        for (String field : fields.split(",")) {
            selection.add(field.strip());
        }
        return selection;
    }

    /** A dot goes one object deeper, as in {@code user_metadata.colour}. */
    private void add(String field) {
        int dot = field.indexOf('.');
        if (dot < 0) {
            named.put(field, null);
            return;
        }
        String head = field.substring(0, dot);
        if (named.containsKey(head) && named.get(head) == null) {
            return;
        }
        FieldSelection deeper = named.get(head);
        if (deeper == null) {
            deeper = new FieldSelection(include);
            named.put(head, deeper);
        }
        deeper.add(field.substring(dot + 1));
    }

    JsonNode apply(JsonNode value) {
        if (value instanceof ArrayNode array) {
            ArrayNode narrowed = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(item -> narrowed.add(apply(item)));
            return narrowed;
        }
        return value instanceof ObjectNode object ? narrow(object) : value;
    }

    private ObjectNode narrow(ObjectNode object) {
        ObjectNode narrowed = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(member -> {
            String name = member.getKey();
            FieldSelection deeper = named.get(name);
            if (deeper != null) {
                narrowed.set(name, deeper.apply(member.getValue()));
            } else if (named.containsKey(name) == include) {
                narrowed.set(name, member.getValue());
            }
        });
        return narrowed;
    }
}
