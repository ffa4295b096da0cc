package dev.gatehouse.server.api.validation;

import dev.gatehouse.server.error.Excerpt;

/**
 * The first thing wrong with a value.
 *
 * @param rule what the rule says, as in {@code Missing required property: name}
 * @param property where, as in {@code groups[0].email}; empty for the value itself
 * @param description what the contract says of that property; empty when it says nothing
 */
public record Violation(String rule, String property, String description) {
    /** As the API words it, after {@code Payload validation error: } and its like. */
    @Override
    public String toString() {
        if (property.isEmpty()) {
            return "'" + rule + "'.";
        }
        return "'" + rule + "' on property " + Excerpt.of(property)
                + (description.isEmpty() ? "." : " (" + description + ").");
    }
}
