package dev.gatehouse.server.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** A module as it was when it was published; it never changes. */
public record ActionModuleVersion(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("action_module_version")
            .identified("id", Identifiers::uuid)
            .ownedBy(ActionModule.KIND, "module_id")
            .schemas("ActionModuleUpdate")
            .missing(ErrorCode.INEXISTENT_ACTION_VERSION)
            .build();

    public String id() {
        return text("id", "");
    }

    String moduleId() {
        return text("module_id", "");
    }

    /** From 1, without gaps. */
    public int number() {
        return number("version_number", 0);
    }
}
