package dev.gatehouse.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A path or query parameter of an operation. Its schema is not to be changed.
 *
 * @param name its name on the wire
 * @param place {@code path} or {@code query}
 * @param required whether a request without it is refused
 * @param description what it means; empty when the contract does not say
 * @param schema its JSON schema; {@code type: array} means values separated by commas, or the parameter repeated
 */
public record Parameter(String name, String place, boolean required, String description, ObjectNode schema) {
    public boolean inPath() {
        return place.equals("path");
    }
}
