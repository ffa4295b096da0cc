package dev.gatehouse.server.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.store.document.Kind;
import dev.gatehouse.server.store.document.View;

/** The tokens that a user was given at a federated connection. */
public record FederatedConnectionTokenset(ObjectNode json) implements View {
    public static final Kind KIND =
            Kind.named("federated_connection_tokenset").ownedByUser().build();
}
