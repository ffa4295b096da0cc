package dev.gatehouse.server.prompt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** The texts of a prompt in one language. */
public record PromptText(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("prompt_text").build();
}
