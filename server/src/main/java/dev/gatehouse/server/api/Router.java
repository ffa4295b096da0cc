package dev.gatehouse.server.api;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds an operation by method and path. Built once, then read by many threads. */
final class Router {
    private final Node root = new Node();

    /** Below {@code /api/v2}, as in {@code /roles/{id}}. */
    void add(MountedOperation mounted) {
        Node node = root;
        for (String segment : segments(mounted.operation().path())) {
            boolean parameter = segment.startsWith("{");
            node = parameter ? node.parameter() : node.children.computeIfAbsent(segment, s -> new Node());
        }
        node.methods.put(mounted.operation().method(), mounted);
    }

    /** The methods at a path, with the path's parameters still encoded; null when no operation has that path. */
    @Nullable
    Match find(String path) {
        return path.startsWith("/") ? find(root, segments(path), 0) : null;
    }

    /** A literal segment wins over a parameter, and a wrong turn is taken back. */
    private static @Nullable Match find(Node node, List<String> segments, int depth) {
        if (depth == segments.size()) {
            return node.methods.isEmpty() ? null : new Match(node.methods, segments);
        }
        Node literal = node.children.get(segments.get(depth));
        Match match = literal == null ? null : find(literal, segments, depth + 1);
        if (match == null && node.parameter != null && !segments.get(depth).isEmpty()) {
            match = find(node.parameter, segments, depth + 1);
        }
        return match;
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** What is at a path. */
    record Match(Map<String, MountedOperation> methods, List<String> segments) {
        /** The values at the places of the operation's path parameters, still encoded. */
        Map<String, String> parameters(MountedOperation mounted) {
            Map<String, String> values = new LinkedHashMap<>();
            List<String> template = Router.segments(mounted.operation().path());
            for (int i = 0; i < template.size(); i++) {
                String name = template.get(i);
                if (name.startsWith("{")) {
                    values.put(name.substring(1, name.length() - 1), segments.get(i));
                }
            }
            return values;
        }
    }

    private static final class Node {
        final Map<String, Node> children = new HashMap<>();
        final Map<String, MountedOperation> methods = new TreeMap<>();

        @Nullable
        Node parameter;

        Node parameter() {
            if (parameter == null) {
                parameter = new Node();
            }
            return parameter;
        }
    }
}
