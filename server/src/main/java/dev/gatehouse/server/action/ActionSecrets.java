package dev.gatehouse.server.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The secrets that an action is given: values that are stored and never shown. */
final class ActionSecrets {
    private static final String VALUE = "value";

    private ActionSecrets() {}

    /**
     * The secrets after a change: one that is sent without a value keeps the one it has, and one that is not sent goes.
     *
     * @param before those stored
     * @param sent those sent
     * @param now the time of those that are new or have another value
     * @throws dev.gatehouse.server.error.Rejection when a name stands twice, or a new one has no value
     */
    static ArrayNode changed(JsonNode before, JsonNode sent, String now) {
        Map<String, JsonNode> known = new HashMap<>();
        before.forEach(secret -> known.put(secret.path("name").asText(), secret));
        Set<String> names = new HashSet<>();
        ArrayNode secrets = JsonNodeFactory.instance.arrayNode();
        for (JsonNode each : sent) {
            String name = each.path("name").asText();
            JsonNode kept = known.get(name);
            if (!names.add(name)) {
                throw ErrorCode.BAD_REQUEST.refuse("The secret " + name + " is named twice");
            }
            if (each.hasNonNull(VALUE)) {
                secrets.addObject()
                        .put("name", name)
                        .put(VALUE, each.path(VALUE).asText())
                        .put("updated_at", now);
            } else if (kept != null) {
                secrets.add(kept.deepCopy());
            } else {
                throw ErrorCode.BAD_REQUEST.refuse("The secret " + name + " has no value");
            }
        }
        return secrets;
    }

    /** The values, by the names of the secrets. */
    static ObjectNode values(JsonNode secrets) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        secrets.forEach(secret -> values.set(secret.path("name").asText(), secret.path(VALUE)));
        return values;
    }

    /** Takes the values out of what is shown. */
    static void hide(ObjectNode shown) {
        shown.path("secrets").forEach(secret -> ((ObjectNode) secret).remove(VALUE));
    }
}
