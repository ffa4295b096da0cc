package dev.gatehouse.server.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** An action at its place among those that run at a trigger. */
public record ActionBinding(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("action_binding")
            .identified("id", Identifiers::uuid)
            .ownedBy(Action.KIND, "action_id")
            .key("trigger_id", "/trigger_id")
            .build();

    public String id() {
        return text("id", "");
    }

    public String actionId() {
        return text("action_id", "");
    }

    /** Its place, from 0. */
    int position() {
        return number("position", 0);
    }
}
