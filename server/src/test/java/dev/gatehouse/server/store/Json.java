package dev.gatehouse.server.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** JSON as tests write it: with single quotes. */
public final class Json {
    private Json() {}

    public static ObjectNode json(String text) {
        return StoredJson.object(text.replace('\'', '"'));
    }

    /** One member of each. */
    public static List<String> texts(List<ObjectNode> objects, String member) {
        return objects.stream().map(each -> each.path(member).asText()).toList();
    }
}
