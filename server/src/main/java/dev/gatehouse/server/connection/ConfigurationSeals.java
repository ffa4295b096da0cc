package dev.gatehouse.server.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.identifier.Identifiers;
import java.util.Map;

/**
 * The values of {@code options.configuration}, which only a connection's scripts see. An answer shows a seal in the place of
 * each value: text that says nothing of it, and that stays the same until the value changes. A seal that is sent back stands
 * for the value, so that options can be read, changed and sent again.
 */
final class ConfigurationSeals {
    /** Where a document keeps the seals; no response has this member. */
    private static final String SEALS = "configuration_seals";

    private final Identifiers identifiers;

    ConfigurationSeals(Identifiers identifiers) {
        this.identifiers = identifiers;
    }

    /**
     * Puts values in the place of seals that were sent, and keeps a seal for every value.
     *
     * @param before the connection before the change; empty for a new one
     * @param after the connection as it will be stored
     */
    void update(ObjectNode before, ObjectNode after) {
        JsonNode known = before.path(SEALS);
        JsonNode values = before.path("options").path("configuration");
        ObjectNode seals = after.putObject(SEALS);
        if (!(after.path("options").path("configuration") instanceof ObjectNode configuration)) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : configuration.properties()) {
            String name = entry.getKey();
            if (known.has(name) && entry.getValue().equals(known.get(name))) {
                entry.setValue(values.path(name));
            }
            boolean same = known.has(name) && entry.getValue().equals(values.path(name));
            seals.put(name, same ? known.get(name).asText() : "2.0$" + identifiers.hex(32) + "$" + identifiers.hex(64));
        }
    }

    /** A connection as it is answered: with seals in the place of values. */
    static ObjectNode shown(Connection connection) {
        ObjectNode shown = connection.json();
        if (shown.path("options").path("configuration") instanceof ObjectNode configuration) {
            configuration
                    .properties()
                    .forEach(entry -> entry.setValue(
                            shown.path(SEALS).path(entry.getKey()).deepCopy()));
        }
        return shown;
    }
}
