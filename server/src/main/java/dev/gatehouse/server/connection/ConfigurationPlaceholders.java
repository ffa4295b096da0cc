package dev.gatehouse.server.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.identifier.Identifiers;
import java.util.Map;

/**
 * Masks the values of {@code options.configuration}, which only a connection's scripts may read. A response shows a placeholder
 * for each value: random text, which stays the same until the value changes. A placeholder that is sent back stands for the
 * value, so that options can be read, changed and sent again.
 */
final class ConfigurationPlaceholders {
    /** The member of the document with the placeholders; no response has it. */
    private static final String PLACEHOLDERS = "configuration_placeholders";

    private final Identifiers identifiers;

    ConfigurationPlaceholders(Identifiers identifiers) {
        this.identifiers = identifiers;
    }

    /**
     * Replaces placeholders that were sent by their values, and stores a placeholder for every value.
     *
     * @param before the connection before the change; empty for a new one
     * @param after the connection as it will be stored
     */
    void update(ObjectNode before, ObjectNode after) {
        JsonNode earlier = before.path(PLACEHOLDERS);
        JsonNode values = before.path("options").path("configuration");
        ObjectNode placeholders = after.putObject(PLACEHOLDERS);
        if (!(after.path("options").path("configuration") instanceof ObjectNode configuration)) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : configuration.properties()) {
            String name = entry.getKey();
            if (earlier.has(name) && entry.getValue().equals(earlier.get(name))) {
                entry.setValue(values.path(name));
            }
            boolean same = earlier.has(name) && entry.getValue().equals(values.path(name));
            placeholders.put(
                    name, same ? earlier.get(name).asText() : "2.0$" + identifiers.hex(32) + "$" + identifiers.hex(64));
        }
    }

    /** A connection as a response shows it: with placeholders instead of values. */
    static ObjectNode masked(Connection connection) {
        ObjectNode masked = connection.json();
        if (masked.path("options").path("configuration") instanceof ObjectNode configuration) {
            configuration
                    .properties()
                    .forEach(entry -> entry.setValue(
                            masked.path(PLACEHOLDERS).path(entry.getKey()).deepCopy()));
        }
        return masked;
    }
}
