package dev.gatehouse.server.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** A device that a user signed in with, known to the assessment of risk. */
public record KnownDevice(ObjectNode json) implements View {
    public static final Kind KIND = Kind.named("known_device").ownedByUser().build();
}
