package dev.gatehouse.server.tenantkey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.DocumentStore;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.SingleDocument;
import dev.gatehouse.server.store.document.View;

/** Public keys of the tenant's own that signatures are checked with. */
public record CustomSigningKeys(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("custom_signing_keys").build();

    /** The keys of tenants, where they have set some. */
    public static SingleDocument<CustomSigningKeys> in(DocumentStore documents) {
        return new SingleDocument<>(documents, KIND, CustomSigningKeys::new, "{}");
    }
}
