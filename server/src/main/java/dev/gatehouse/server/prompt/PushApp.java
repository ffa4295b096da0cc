package dev.gatehouse.server.prompt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** The app that people are told to enroll for push notifications. */
public record PushApp(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("push_app").build();
}
