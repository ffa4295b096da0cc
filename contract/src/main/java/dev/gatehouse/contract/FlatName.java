package dev.gatehouse.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flat method: a name of an operation on {@code ManagementClient} itself.
 *
 * @param name the name of the method
 * @param deprecatedFor the name to use instead; null when it is not deprecated
 */
public record FlatName(String name, @Nullable String deprecatedFor) {
    /** The names that {@code x-flat} gives an operation: one, or a list of which each but the first may be deprecated. */
    public static List<FlatName> of(Operation operation) {
        JsonNode names = operation.source().path("x-flat");
        if (names.isTextual()) {
            return List.of(new FlatName(names.asText(), null));
        }
        List<FlatName> all = new ArrayList<>();
        for (JsonNode name : names) {
            all.add(
                    name.has("deprecated")
                            ? new FlatName(
                                    name.path("deprecated").asText(), all.get(0).name())
                            : new FlatName(name.asText(), null));
        }
        return all;
    }

    /** Every flat method that calls the operation: those of {@link #of}, and those that send only one member of the body. */
    public static List<String> all(Operation operation) {
        List<String> names = new ArrayList<>();
        of(operation).forEach(name -> names.add(name.name()));
        operation.source().path("x-member-methods").fieldNames().forEachRemaining(names::add);
        return names;
    }
}
