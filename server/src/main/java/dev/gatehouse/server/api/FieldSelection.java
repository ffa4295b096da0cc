package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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

    /** Keeps these members whatever was asked for. */
    FieldSelection keeping(Set<String> members) {
        for (String member : members) {
            if (include) {
                named.put(member, null);
            } else {
                named.remove(member);
            }
        }
        return this;
    }

    /** A dot goes one object deeper, as in {@code user_metadata.colour}; however many there are, no stack grows. */
    private void add(String field) {
        FieldSelection selection = this;
        String rest = field;
        for (int dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.')) {
            String head = rest.substring(0, dot);
            if (selection.named.containsKey(head) && selection.named.get(head) == null) {
                return; // all of it is named already
            }
            FieldSelection deeper = selection.named.get(head);
            if (deeper == null) {
                deeper = new FieldSelection(include);
                selection.named.put(head, deeper);
            }
            selection = deeper;
            rest = rest.substring(dot + 1);
        }
        selection.named.put(rest, null);
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
