package dev.gatehouse.client.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.Pattern;

/** Hides secrets at any depth: the members a model names, and text whose name says what it is. */
final class Redaction {
    private static final String HIDDEN = "[REDACTED]";
    /** Free-form members, such as a connection's options, hold secrets that no model names. */
    private static final Pattern TELLING =
            Pattern.compile("(?i).*(pass|password|secret|authorization|(private|api|signing|access)_?key|_token)");

    private Redaction() {}

    /** A copy of {@code node} to be shown. */
    static JsonNode of(JsonNode node, Set<String> secrets) {
        if (node instanceof ObjectNode object) {
            ObjectNode shown = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(member -> {
                boolean hidden = isSecret(member.getKey(), member.getValue(), secrets);
                shown.set(member.getKey(), hidden ? shown.textNode(HIDDEN) : of(member.getValue(), secrets));
            });
            return shown;
        }
        if (node.isArray()) {
            ArrayNode shown = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> shown.add(of(item, secrets)));
            return shown;
        }
        return node;
    }

    private static boolean isSecret(String name, JsonNode value, Set<String> secrets) {
        return !value.isNull() && secrets.contains(name)
                || value.isTextual() && TELLING.matcher(name).matches();
    }
}
