package dev.gatehouse.server.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A form that is shown during a sign-in. */
public record FlowForm(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("form")
            .identified("id", identifiers -> identifiers.longPrefixed("ap_"))
            .key("flow_id", form -> new FlowForm(form).flows())
            .missing("Form not found")
            .timestamps("created_at", "updated_at")
            .build();

    /** The ids of the flows that it runs: in its steps, and once it was submitted. */
    public List<String> flows() {
        Set<String> flows = new LinkedHashSet<>();
        at("nodes").forEach(node -> flows.add(node.at("/config/flow_id").asText()));
        flows.add(text("ending/after_submit/flow_id", ""));
        flows.remove("");
        return List.copyOf(flows);
    }
}
