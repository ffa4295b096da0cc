package dev.gatehouse.server.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** Steps that forms run. */
public record Flow(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("flow")
            .identified("id", identifiers -> identifiers.longPrefixed("af_"))
            .key("synchronous", "/synchronous")
            .missing("Flow not found")
            .timestamps("created_at", "updated_at")
            .build();

    /** Its id, as in {@code af_} and 22 letters or digits. */
    public String id() {
        return text("id", "");
    }
}
