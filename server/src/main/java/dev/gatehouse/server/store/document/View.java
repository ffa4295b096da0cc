package dev.gatehouse.server.store.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A typed look at the JSON of a document: a record over it, with a method for each member that a rule reads. It copies
 * nothing, so what is read is what is stored, unknown members included.
 */
public interface View {
    /** The document itself; it belongs to whoever read it. */
    ObjectNode json();

    /**
     * A member as text; null when it is absent, null, an object or an array.
     *
     * @param pointer a name, or names separated by slashes for a member of an object within
     */
    default @Nullable String text(String pointer) {
        JsonNode value = at(pointer);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    /** As {@link #text(String)}, with what stands in for a member that is not there. */
    default String text(String pointer, String otherwise) {
        String text = text(pointer);
        return text == null ? otherwise : text;
    }

    /** Whether a member is {@code true}; an absent one is not. */
    default boolean flag(String pointer) {
        return at(pointer).asBoolean();
    }

    /** An integer member, or {@code otherwise} when it is none. */
    default int number(String pointer, int otherwise) {
        JsonNode value = at(pointer);
        return value.isNumber() ? value.asInt() : otherwise;
    }

    /** The texts of a list; none when it is absent. */
    default List<String> texts(String pointer) {
        List<String> texts = new ArrayList<>();
        at(pointer).forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** A member as it is stored; missing when it is absent. */
    default JsonNode at(String pointer) {
        JsonNode value = json();
        for (String name : pointer.split("/")) {
            value = value.path(name);
        }
        return value;
    }
}
