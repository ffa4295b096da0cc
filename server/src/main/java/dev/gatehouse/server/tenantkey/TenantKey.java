package dev.gatehouse.server.tenantkey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** An encryption key of a tenant: a root key, or one that is encrypted with another. */
public record TenantKey(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("tenant_key")
            .identified("kid", Identifiers::uuid)
            .timestamps("created_at", "updated_at")
            .secrets("wrapping_key", "material")
            .build();

    /** What a key is for. */
    static final String ROOT_OF_THE_SERVER = "environment-root-key";

    static final String ROOT_OF_THE_TENANT = "customer-provided-root-key";
    static final String MASTER = "tenant-master-key";
    static final String PRE_ACTIVATION = "pre-activation";
    static final String ACTIVE = "active";
    static final String DESTROYED = "destroyed";

    String id() {
        return text("kid", "");
    }

    boolean is(String type, String state) {
        return type.equals(text("type")) && state.equals(text("state"));
    }
}
