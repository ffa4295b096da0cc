package dev.gatehouse.server.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.SingleDocument;
import dev.gatehouse.server.store.document.View;

/** Which older behaviour a tenant keeps, by the names that it was given. */
public record MigrationFlags(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("migration_flags").build();

    /** The flags of tenants. */
    public static SingleDocument<MigrationFlags> in(DocumentStore documents) {
        return new SingleDocument<>(documents, KIND, MigrationFlags::new, "{\"flags\": {}}");
    }
}
