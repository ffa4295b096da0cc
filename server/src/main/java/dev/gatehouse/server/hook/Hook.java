package dev.gatehouse.server.hook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** A script that runs outside of a sign-in. */
public record Hook(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("hook")
            .identified("id", identifiers -> identifiers.ulid())
            .key("enabled", "/enabled")
            .key("triggerId", "/triggerId")
            .missing(ErrorCode.INEXISTENT_HOOK)
            .build();

    public String id() {
        return text("id", "");
    }
}
