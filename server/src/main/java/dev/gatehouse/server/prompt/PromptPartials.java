package dev.gatehouse.server.prompt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** Parts of the pages of a prompt. */
public record PromptPartials(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("prompt_partials").build();
}
