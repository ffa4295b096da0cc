package dev.gatehouse.server.store.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Changes the text at the places where a kind's documents hold secrets. */
final class Secrets {
    private Secrets() {}

    /** Puts {@code change} of each secret in its place, in {@code document} itself. */
    static void replace(Kind kind, ObjectNode document, UnaryOperator<String> change) {
        for (String path : kind.secrets()) {
            replace(document, List.of(path.split("/")), change);
        }
    }

    private static void replace(JsonNode node, List<String> path, UnaryOperator<String> change) {
        String step = path.get(0);
        List<String> rest = path.subList(1, path.size());
        if (node instanceof ArrayNode array && step.equals("*")) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, changed(array.get(i), rest, change));
            }
        } else if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (step.equals("*") || step.equals(member.getKey())) {
                    member.setValue(changed(member.getValue(), rest, change));
                }
            }
        }
    }

    private static JsonNode changed(JsonNode value, List<String> rest, UnaryOperator<String> change) {
        if (rest.isEmpty()) {
            return value.isTextual() ? TextNode.valueOf(change.apply(value.asText())) : value;
        }
        replace(value, rest, change);
        return value;
    }
}
