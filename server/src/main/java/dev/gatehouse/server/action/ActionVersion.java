package dev.gatehouse.server.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** An action as it was when it was deployed; it never changes. */
public record ActionVersion(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("action_version")
            .identified("id", Identifiers::uuid)
            .ownedBy(Action.KIND, "action_id")
            .schemas("ActionVersion")
            .missing(ErrorCode.INEXISTENT_ACTION_VERSION)
            .build();

    public String id() {
        return text("id", "");
    }

    public String actionId() {
        return text("action_id", "");
    }

    /** From 1, without gaps. */
    public int number() {
        return number("number", 0);
    }
}
