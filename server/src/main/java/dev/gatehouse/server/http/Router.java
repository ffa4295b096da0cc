package dev.gatehouse.server.http;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is mounted at a method and a path. Paths are templates: {@code /roles/{id}} takes any one segment as
 * {@code id}, and a last segment {@code **} takes everything below. A literal segment wins over a parameter, and a parameter
 * over {@code **}. Built once, then read by many threads.
 */
public final class Router<T> {
    /** Takes every method that nothing else at the path takes. */
    public static final String ANY_METHOD = "*";

    private static final String EVERYTHING_BELOW = "**";

    private final Node<T> root = new Node<>();

    /**
     * Mounts {@code target}.
     *
     * @param template begins with a slash
     * @throws IllegalStateException when something is mounted at this method and path already
     */
    public void add(String method, String template, T target) {
        Node<T> node = root;
        List<String> segments = segments(template);
        for (String segment : segments) {
            node = node.children.computeIfAbsent(isParameter(segment) ? "{}" : segment, s -> new Node<>());
        }
        if (node.mounted.putIfAbsent(method, new Mounted<>(segments, target)) != null) {
            throw new IllegalStateException(method + " " + template + " is mounted twice");
        }
    }

    /** What is at a path, by any method; null when nothing is. */
    public @Nullable Match<T> find(String path) {
        return path.startsWith("/") ? find(root, segments(path), 0) : null;
    }

    /** Goes back where a literal segment leads nowhere. */
    private static <T> @Nullable Match<T> find(Node<T> node, List<String> segments, int depth) {
        if (depth == segments.size()) {
            return node.mounted.isEmpty() ? null : new Match<>(node.mounted, segments);
        }
        String segment = segments.get(depth);
        Node<T> literal = isParameter(segment) ? null : node.children.get(segment);
        Match<T> match = literal == null ? null : find(literal, segments, depth + 1);
        Node<T> parameter = node.children.get("{}");
        if (match == null && parameter != null && !segment.isEmpty()) {
            match = find(parameter, segments, depth + 1);
        }
        Node<T> below = node.children.get(EVERYTHING_BELOW);
        return match == null && below != null ? new Match<>(below.mounted, segments) : match;
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** The {@code Allow} header for these methods: wherever there is GET there is HEAD (RFC 9110 §9.3.2). */
    static String allow(Collection<String> methods) {
        Set<String> all = new TreeSet<>(methods);
        if (all.contains("GET")) {
            all.add("HEAD");
        }
        return String.join(", ", all);
    }

    private record Mounted<T>(List<String> template, T target) {}

    private static final class Node<T> {
        final Map<String, Node<T>> children = new HashMap<>();
        final Map<String, Mounted<T>> mounted = new TreeMap<>();
    }

    /** What is mounted at one path. Immutable. */
    public static final class Match<T> {
        private final Map<String, Mounted<T>> mounted;
        private final List<String> segments;

        private Match(Map<String, Mounted<T>> mounted, List<String> segments) {
            this.mounted = mounted;
            this.segments = segments;
        }

        /** What is mounted for {@code method}; null when the path takes other methods only. */
        public @Nullable T target(String method) {
            Mounted<T> found = mounted(method);
            return found == null ? null : found.target();
        }

        /** The path's parameters, still percent-encoded, by the names that the template of {@code method} gives them. */
        public Map<String, String> parameters(String method) {
            Mounted<T> found = mounted(method);
            if (found == null) {
                return Map.of();
            }
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < found.template().size(); i++) {
                String name = found.template().get(i);
                if (isParameter(name)) {
                    values.put(name.substring(1, name.length() - 1), segments.get(i));
                }
            }
            return values;
        }

        /** The methods that the path takes, as the {@code Allow} header has them. */
        public String allow() {
            return Router.allow(mounted.keySet());
        }

        private @Nullable Mounted<T> mounted(String method) {
            Mounted<T> found = mounted.get(method);
            return found == null ? mounted.get(ANY_METHOD) : found;
        }
    }
}
