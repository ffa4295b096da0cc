package dev.gatehouse.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a PATCH changes a resource: as RFC 7396 says, at the first level only. */
public final class MergePatch {
    private MergePatch() {}

    /** Sets each member of {@code patch} in {@code target}; null takes a member away. */
    public static void apply(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                target.remove(change.getKey());
            } else {
                target.set(change.getKey(), change.getValue());
            }
        });
    }
}
