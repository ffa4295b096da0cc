package dev.gatehouse.server.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** A run of a flow. */
public record FlowExecution(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("flow_execution")
            .ownedBy(Flow.KIND, "flow_id")
            .missing("Execution not found")
            .build();

    public String id() {
        return text("id", "");
    }

    /** The flow that ran. */
    public String flowId() {
        return text("flow_id", "");
    }
}
