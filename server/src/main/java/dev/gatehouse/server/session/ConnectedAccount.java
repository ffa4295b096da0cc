package dev.gatehouse.server.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** An account elsewhere that a user connected. */
public record ConnectedAccount(ObjectNode json) implements View {
    public static final Kind KIND =
            Kind.named("connected_account").ownedByUser().build();
}
