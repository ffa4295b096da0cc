package dev.gatehouse.server.prompt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** Which pages people see. */
public record PromptSettings(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("prompt_settings").build();
}
