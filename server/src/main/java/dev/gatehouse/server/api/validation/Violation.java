package dev.gatehouse.server.api.validation;

import dev.gatehouse.server.error.Excerpt;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing wrong with a value.
 *
 * @param rule what the rule says, as in {@code Missing required property: name}
 * @param property where, as in {@code groups[0].email}; empty for the value itself
 * @param description what the contract says of that property; empty when it says nothing
 */
public record Violation(String rule, String property, String description) {
    /**
     * All of them as the API words them, as in {@code Payload validation error: 'Missing required property: name'. (also)
     * Payload validation error: …}
     *
     * @param context what each begins with, as in {@code Payload validation error}
     */
    public static String report(String context, List<Violation> violations) {
        return violations.stream()
                .map(each -> context + ": " + each)
                .distinct()
                .collect(Collectors.joining(" (also) "));
    }

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
