package dev.gatehouse.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The members that a schema marks with a keyword such as {@code x-secret: true}: found once in the schema, then in any number
 * of values. Immutable and thread-safe.
 */
public final class MarkedMembers {
    private static final String ANY = "*";
    private static final MarkedMembers NONE = new MarkedMembers(List.of());

    private final List<List<String>> paths;

    private MarkedMembers(Collection<List<String>> paths) {
        // What lies within a member that is marked itself is marked with it.
        this.paths = paths.stream()
                .distinct()
                .filter(path -> paths.stream().noneMatch(other -> isWithin(path, other)))
                .toList();
    }

    private static boolean isWithin(List<String> path, List<String> other) {
        return path.size() > other.size() && path.subList(0, other.size()).equals(other);
    }

    /** No member at all. */
    public static MarkedMembers none() {
        return NONE;
    }

    /** Those of a schema of {@code contract}, references and alternatives followed. */
    public static MarkedMembers of(Contract contract, ObjectNode schema, String keyword) {
        Set<List<String>> found = new HashSet<>();
        new Search(contract, keyword, found).in(schema, List.of(), Set.of());
        return new MarkedMembers(found);
    }

    /**
     * Those at these places.
     *
     * @param places names of members separated by slashes, {@code *} for every element or member, as in {@code keys/*\/pem}
     */
    public static MarkedMembers at(List<String> places) {
        return new MarkedMembers(
                places.stream().map(place -> List.of(place.split("/"))).toList());
    }

    /** These and {@code others}. */
    public MarkedMembers and(MarkedMembers others) {
        List<List<String>> all = new ArrayList<>(paths);
        all.addAll(others.paths);
        return new MarkedMembers(all);
    }

    /** Names of members separated by slashes, {@code *} for every element or member; sorted. */
    public List<String> places() {
        return paths.stream().map(path -> String.join("/", path)).sorted().toList();
    }

    public boolean isEmpty() {
        return paths.isEmpty();
    }

    /** Whether {@code value} has one of them, with a value that is not null. */
    public boolean isIn(JsonNode value) {
        for (List<String> path : paths) {
            if (isIn(value, path, 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(JsonNode node, List<String> path, int depth) {
        if (depth == path.size()) {
            return !node.isNull();
        }
        String step = path.get(depth);
        if (step.equals(ANY)) {
            for (JsonNode each : node) {
                if (isIn(each, path, depth + 1)) {
                    return true;
                }
            }
            return false;
        }
        JsonNode member = node.get(step);
        return member != null && isIn(member, path, depth + 1);
    }

    /** Puts {@code change} of each of them in its place, in {@code value} itself; null is left alone. */
    public void replace(JsonNode value, UnaryOperator<JsonNode> change) {
        paths.forEach(path -> replace(value, path, 0, change));
    }

    private static void replace(JsonNode node, List<String> path, int depth, UnaryOperator<JsonNode> change) {
        String step = path.get(depth);
        if (node instanceof ArrayNode array && step.equals(ANY)) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, changed(array.get(i), path, depth + 1, change));
            }
        } else if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (step.equals(ANY) || step.equals(member.getKey())) {
                    member.setValue(changed(member.getValue(), path, depth + 1, change));
                }
            }
        }
    }

    private static JsonNode changed(JsonNode value, List<String> path, int depth, UnaryOperator<JsonNode> change) {
        if (depth == path.size()) {
            return value.isNull() ? value : change.apply(value);
        }
        replace(value, path, depth, change);
        return value;
    }

    /** Takes each of them out of {@code value} itself. */
    public void remove(JsonNode value) {
        paths.forEach(path -> remove(value, path, 0));
    }

    private static void remove(JsonNode node, List<String> path, int depth) {
        String step = path.get(depth);
        if (depth == path.size() - 1 && node instanceof ObjectNode object) {
            object.remove(step);
        } else if (step.equals(ANY)) {
            node.forEach(each -> remove(each, path, depth + 1));
        } else if (node.has(step)) {
            remove(node.get(step), path, depth + 1);
        }
    }

    /** Walks a schema; one that contains itself is entered once on each way down. */
    private record Search(Contract contract, String keyword, Set<List<String>> found) {
        void in(JsonNode schema, List<String> path, Set<String> entered) {
            if (!schema.isObject()) {
                return;
            }
            if (!path.isEmpty() && schema.path(keyword).asBoolean()) {
                found.add(path);
                return;
            }
            if (schema.has("$ref")) {
                String name = Contract.referredName((ObjectNode) schema);
                if (!entered.contains(name)) {
                    Set<String> deeper = new HashSet<>(entered);
                    deeper.add(name);
                    in(contract.schema(name), path, deeper);
                }
            }
            schema.path("properties")
                    .properties()
                    .forEach(property -> in(property.getValue(), below(path, property.getKey()), entered));
            for (String each : List.of("items", "additionalProperties")) {
                in(schema.path(each), below(path, ANY), entered);
            }
            for (String alternatives : List.of("oneOf", "anyOf", "allOf")) {
                schema.path(alternatives).forEach(each -> in(each, path, entered));
            }
        }

        private static List<String> below(List<String> path, String step) {
            List<String> longer = new ArrayList<>(path);
            longer.add(step);
            return List.copyOf(longer);
        }
    }
}
