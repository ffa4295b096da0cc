package dev.gatehouse.server.logstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which types of log events a category of the filters stands for. */
final class EventCategories {
    /** Of the types that no other category has. */
    private static final String OTHER = "other";

    private static final Map<String, Set<String>> TYPES = read();
    private static final Set<String> NAMED = named();

    private EventCategories() {}

    private static Map<String, Set<String>> read() {
        try (InputStream in = EventCategories.class.getResourceAsStream("categories.json")) {
            JsonNode json = new JsonMapper().readTree(Objects.requireNonNull(in));
            Map<String, Set<String>> categories = new HashMap<>();
            json.fields().forEachRemaining(category -> {
                Set<String> types = new HashSet<>();
                category.getValue().forEach(type -> types.add(type.asText()));
                categories.put(category.getKey(), types);
            });
            return Map.copyOf(categories);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> named() {
        Set<String> all = new HashSet<>();
        TYPES.values().forEach(all::addAll);
        return Set.copyOf(all);
    }

    /** Whether events of that type are wanted by whoever wants these categories; no categories are all. */
    static boolean include(Collection<String> categories, String type) {
        return categories.isEmpty()
                || categories.stream()
                        .anyMatch(category -> category.equals(OTHER)
                                ? !NAMED.contains(type)
                                : TYPES.getOrDefault(category, Set.of()).contains(type));
    }
}
