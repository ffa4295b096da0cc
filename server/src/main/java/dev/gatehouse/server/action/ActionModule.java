package dev.gatehouse.server.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.identifier.Identifiers;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** Code that actions share, as its author last changed it: actions use one of its published versions. */
public record ActionModule(ObjectNode json) implements View {
    static final String LATEST = "latest_version_id";

    public static final Kind KIND = Kind.named("action_module")
            .identified("id", Identifiers::uuid)
            .unique("name", "/name")
            .schemas("ActionModuleUpdate")
            .errors(ErrorCode.INEXISTENT_ACTION_MODULE, ErrorCode.RESOURCE_CONFLICT)
            .build();

    public String id() {
        return text("id", "");
    }
}
