package dev.gatehouse.server.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** A session of a user: it signed in once and stays signed in. */
public record Session(ObjectNode json) implements View {
    public static final Kind KIND =
            Kind.named("session").ownedByUser().timestamps(null, "updated_at").build();
}
