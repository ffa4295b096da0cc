package dev.gatehouse.server.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.ErrorCode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** How the actions of a trigger ran, once. */
public record ActionExecution(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("action_execution")
            .missing(ErrorCode.INEXISTENT_ACTION_EXECUTION)
            .build();
}
