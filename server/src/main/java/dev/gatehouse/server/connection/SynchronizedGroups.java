package dev.gatehouse.server.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** The groups of a directory that are synchronized where not all are. It has the id of its connection. */
public record SynchronizedGroups(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("synchronized_groups")
            .identified("connection_id")
            .ownedBy(DirectoryProvisioning.KIND, "connection_id")
            .build();
}
