package dev.gatehouse.server.branding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** Colours, logo and font of the pages. */
public record Branding(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("branding").build();
}
